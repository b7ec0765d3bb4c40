/** How a refused change of a message is told. */

import { notReacted } from '../reactions/not-reacted.ts';
import type { MessageChange } from './rows.ts';
import { words } from './words.ts';

/** By the kind of the change; each feature has words for its own. `why` is the end of the sentence. */
export const REFUSED: { readonly [Kind in MessageChange['type']]: (why: string) => string } = {
  edit: (why) => words.value.notChanged.edit(why),
  delete: (why) => words.value.notChanged.delete(why),
  react: notReacted,
};
