/** The words that come with the parts that say them. Who imports this gets them in the language of the page. */

import { effect, signal } from '@preact/signals';
import { fetchPart } from '../state/part.ts';
import { language } from './index.ts';
import { type More, moreEn } from './more.en.ts';

export type { More } from './more.en.ts';

/** What the lazy parts say, beside `words`. */
export const more = signal<More>(moreEn);

async function follow(): Promise<void> {
  const chosen = language.peek();
  const spoken = chosen === 'en' ? moreEn : (await fetchPart(() => import('./more.zh.ts')))?.moreZh;
  if (spoken && language.peek() === chosen) more.value = spoken;
}

// No part is shown in one language and then in another.
await follow();
effect(() => {
  language.value;
  follow();
});
