/** The commands /me and /shrug. Both send a message. */

import type { Command } from '../commands/command.ts';
import { words } from './words.ts';

export const messageCommands: readonly Command[] = [
  {
    name: 'me',
    needs: 'text',
    words: () => words.value.commands.me,
    // The command is sent as typed and shown as an action (message-text.tsx). A client that doesn't know actions shows
    // the text.
    run: (_, text) => ({ ok: true, send: `/me ${text}` }),
  },
  {
    name: 'shrug',
    needs: 'maybe text',
    words: () => words.value.commands.shrug,
    run: (_, text) => ({ ok: true, send: `${text} ¯\\_(ツ)_/¯`.trim() }),
  },
];
