/** The text for a refused change of a message. */

import { sentence } from '../../../words/reason.ts';
import { notReacted } from '../../reactions/not-reacted.ts';
import type { MessageChange } from '../list/rows.ts';
import { words } from '../words.ts';

/**
 * The text of a refusal, by the kind of the change. Each feature adds its own. `why` is the end of the sentence, for
 * the error `code`.
 */
export const refusals: { [Kind in MessageChange['type']]?: (why: string, code: string) => string } = {
  edit: (why) => words.value.notChanged.edit(why),
  delete: (why) => words.value.notChanged.delete(why),
  react: notReacted,
};

/** The text of a refusal. For a kind without its own text, this is the reason alone. */
export function refusedText(type: MessageChange['type'], why: string, code: string): string {
  return refusals[type]?.(why, code) ?? sentence(why);
}
