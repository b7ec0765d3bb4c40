/** The language of the page. */

import { effect } from '@preact/signals';
import { common } from '../words/common.first.ts';
import { fetchWords, type Language, language, spoken } from '../words/words.ts';
import { fetchPart } from './fetch-part.ts';
import { store } from './local-storage.ts';

/** The language at the start: the one chosen before, else the first of the browser's languages that the page has. */
export function preferredLanguage(kept: string | undefined, preferred: readonly string[]): Language {
  const first = [kept ?? '', ...preferred].find((tag) => /^(en|zh)\b/i.test(tag));
  return first && /^zh/i.test(first) ? 'zh' : 'en';
}

/** Starts in the preferred language. Resolves when the page can be shown in it. */
export async function startLanguage(): Promise<void> {
  effect(() => {
    document.documentElement.lang = common.value.tag;
  });
  await speak(preferredLanguage(store.get('language'), navigator.languages));
}

/** Shows the page in `chosen` as soon as the words of all loaded features are there. */
export async function speak(chosen: Language): Promise<void> {
  language.value = chosen;
  const fetched = await fetchPart(fetchWords);
  // Another language may have been chosen while these words were loading.
  if (fetched === language.peek()) spoken.value = fetched;
}
