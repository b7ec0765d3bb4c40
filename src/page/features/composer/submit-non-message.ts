/** Submits text that isn't a plain message: saves an edit, runs a command, or says what is missing. */

import { cleanText, codePoints, isBlank } from '../../../protocol/text.ts';
import type { Room } from '../../state/room.ts';
import type { Writing } from '../../state/writing.ts';
import { runCommand } from '../commands/run-command.ts';
import { saveEdit } from './editing.ts';
import type { Submitter } from './late-parts.ts';
import { words } from './words.ts';

/**
 * Submits `text`, which was written as `writing`. If that isn't possible, the text stays in the field together with the
 * reason.
 */
export async function submitNonMessage(by: Submitter, room: Room, writing: Writing, text: string): Promise<void> {
  if (isBlank(cleanText(text))) by.problem.value = words.peek().blank;
  else if (codePoints(text) > by.limit) return;
  else if (writing.kind === 'edit') by.problem.value = saveEdit(room, writing);
  else {
    const outcome = await runCommand(room, text);
    // Something else may have been typed in the meantime.
    if (room.composition.text !== text) return;
    if (!outcome.ok) by.problem.value = outcome.why;
    else if (outcome.send === undefined) by.clear();
    else by.send(outcome.send);
  }
}
