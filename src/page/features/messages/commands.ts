/** /me and /shrug: both are messages. */

import { more } from '../../words/more.ts';
import type { Command } from '../commands/command.ts';

export const messageCommands: readonly Command[] = [
  {
    name: 'me',
    needs: 'text',
    words: () => more.value.commands.me,
    // Sent as it is and shown as a deed (view.tsx). A client that shows no deeds still shows the words.
    run: (_, text) => ({ ok: true, send: `/me ${text}` }),
  },
  {
    name: 'shrug',
    needs: 'maybe text',
    words: () => more.value.commands.shrug,
    run: (_, text) => ({ ok: true, send: `${text} ¯\\_(ツ)_/¯`.trim() }),
  },
];
