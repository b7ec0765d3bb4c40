/** The text for a refused change of a message. */

import { sentence } from '../../../words/reason.ts';
import { notReacted } from '../../reactions/not-reacted.ts';
import type { MessageChange } from '../list/rows.ts';
import { words } from '../words.ts';

/** By the kind of the change. Each feature fills in words for its own. `why` is the end of the sentence, by the error `code`. */
export const refusals: { [Kind in MessageChange['type']]?: (why: string, code: string) => string } = {
  edit: (why) => words.value.notChanged.edit(why),
  delete: (why) => words.value.notChanged.delete(why),
  react: notReacted,
};

/** A kind that has no words of its own is told by the reason alone. */
export function refusedText(type: MessageChange['type'], why: string, code: string): string {
  return refusals[type]?.(why, code) ?? sentence(why);
}
