/** The language of the page. English comes with it; any other is fetched when it is wanted. */

import { effect, signal } from '@preact/signals';
import { fetchPart } from '../state/part.ts';
import { store } from '../state/store.ts';
import { en, type Words } from './en.ts';

export type { Words } from './en.ts';

/** Every language under its own name. */
export const LANGUAGES = { en: 'English', zh: '中文' } as const;
export type Language = keyof typeof LANGUAGES;

/** Everything that the page says. */
export const words = signal<Words>(en);

/** The chosen language; `words` follows as soon as they are here. */
export const language = signal<Language>('en');

/** The language to begin with: the one chosen before, else the first that the browser prefers and the page speaks. */
export function preferredLanguage(kept: string | undefined, preferred: readonly string[]): Language {
  if (kept === 'en' || kept === 'zh') return kept;
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return 'zh';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}

/** Begins with the preferred language. Resolves when the page can be shown in it. */
export async function startWords(): Promise<void> {
  effect(() => {
    document.documentElement.lang = words.value.tag;
  });
  await speak(preferredLanguage(store.get('language'), navigator.languages));
}

export function chooseLanguage(chosen: Language): void {
  store.set('language', chosen);
  speak(chosen);
}

async function speak(chosen: Language): Promise<void> {
  language.value = chosen;
  const spoken = chosen === 'en' ? en : (await fetchPart(() => import('./zh.ts')))?.zh;
  // Another may have been chosen while these words were on their way.
  if (spoken && language.value === chosen) words.value = spoken;
}
