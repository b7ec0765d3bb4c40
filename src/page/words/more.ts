/** All words, with those that come with the parts that say them. */

import { computed } from '@preact/signals';
import { type Words, words } from './index.ts';
import { type More, moreEn } from './more.en.ts';
import { wordsOf } from './words.ts';

export type { More } from './more.en.ts';

const added = wordsOf(moreEn, () => import('./more.zh.ts'));

/** Everything that the page says: `words`, and what the lazy parts alone say. */
export const more = computed((): Words & More => ({ ...words.value, ...added.value }));
