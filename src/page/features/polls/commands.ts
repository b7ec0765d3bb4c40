/** The commands /poll and /multipoll. */

import type { Room } from '../../state/room.ts';
import { type Command, DONE, type Outcome } from '../commands/command.ts';
import { draftOf, sendPoll } from './asking.ts';
import { pollDialog } from './overlays.ts';
import { words } from './words.ts';

/** Sends the poll. An incomplete poll is opened in the form. */
function ask(room: Room, text: string, many: boolean): Outcome {
  const draft = draftOf(text, many);
  if (draft.options.length < 2) {
    pollDialog.open({ room, draft });
    return DONE;
  }
  const why = sendPoll(room, draft);
  return why === undefined ? DONE : { ok: false, why };
}

export const pollCommands: readonly Command[] = [
  {
    name: 'poll',
    needs: 'maybe text',
    words: () => words.value.commands.poll,
    run: (room, text) => ask(room, text, false),
  },
  {
    name: 'multipoll',
    needs: 'maybe text',
    words: () => words.value.commands.multipoll,
    run: (room, text) => ask(room, text, true),
  },
];
