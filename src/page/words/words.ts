/** The words of each feature, in the language of the page. English words come with the feature, others are fetched. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** Every language under its own name. */
export const LANGUAGES = { en: 'English', zh: '中文' } as const;
export type Language = keyof typeof LANGUAGES;

/** The chosen language. */
export const language = signal<Language>('en');

/** The language in which the page is shown. It follows the chosen language as soon as the words are there. */
export const spoken = signal<Language>('en');

const fetches: (() => Promise<void>)[] = [];

/**
 * The words of a feature, in the language of the page.
 * @param fetchZh imports the same words in Chinese
 */
export function wordsOf<Words>(en: Words, fetchZh: () => Promise<{ zh: NoInfer<Words> }>): ReadonlySignal<Words> {
  const zh = signal<Words>();
  fetches.push(async () => {
    zh.value ??= (await fetchZh()).zh;
  });
  return computed(() => (spoken.value === 'zh' && zh.value) || en);
}

/**
 * Fetches the words of all loaded features in the chosen language.
 * @returns that language
 */
export async function fetchWords(): Promise<Language> {
  const chosen = language.peek();
  if (chosen === 'zh') await Promise.all(fetches.map((fetch) => fetch()));
  return chosen;
}
