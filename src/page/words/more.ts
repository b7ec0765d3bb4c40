/** All words, with those that come with the parts that say them. Who imports this gets them in the language of the page. */

import { computed, effect, signal } from '@preact/signals';
import { fetchPart } from '../state/part.ts';
import { language, type Words, words } from './index.ts';
import { type More, moreEn } from './more.en.ts';

export type { More } from './more.en.ts';

const added = signal<More>(moreEn);

/** Everything that the page says: `words`, and what the lazy parts alone say. */
export const more = computed((): Words & More => ({ ...words.value, ...added.value }));

async function follow(): Promise<void> {
  const chosen = language.peek();
  const spoken = chosen === 'en' ? moreEn : (await fetchPart(() => import('./more.zh.ts')))?.moreZh;
  if (spoken && language.peek() === chosen) added.value = spoken;
}

// No part is shown in one language and then in another.
await follow();
effect(() => {
  language.value;
  follow();
});
