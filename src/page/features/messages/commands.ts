/** /me and /shrug. Both send a message. */

import type { Command } from '../commands/command.ts';
import { words } from './words.ts';

export const messageCommands: readonly Command[] = [
  {
    name: 'me',
    needs: 'text',
    words: () => words.value.commands.me,
    // Sent as it is and shown as a deed (message-text.tsx). A client that shows no deeds still shows the words.
    run: (_, text) => ({ ok: true, send: `/me ${text}` }),
  },
  {
    name: 'shrug',
    needs: 'maybe text',
    words: () => words.value.commands.shrug,
    run: (_, text) => ({ ok: true, send: `${text} ¯\\_(ツ)_/¯`.trim() }),
  },
];
