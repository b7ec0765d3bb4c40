/** The language of the page. English comes with it; any other is fetched when it is wanted. */

import { effect, signal } from '@preact/signals';
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
  const spoken = chosen === 'en' ? en : await fetchZh();
  // Another may have been chosen while these words were on their way.
  if (spoken && language.value === chosen) words.value = spoken;
}

const RELOADED = 'parley:reloaded';

async function fetchZh(): Promise<Words | undefined> {
  try {
    const { zh } = await import('./zh.ts');
    forgetReload();
    return zh;
  } catch {
    // After a deploy an old page asks for files that are gone: a new one knows their names. Once, or it would never end.
    if (navigator.onLine && noteReload()) location.reload();
    return undefined;
  }
}

/** Notes that the page is about to reload. False where it did so before, or where that can't be noted. */
function noteReload(): boolean {
  try {
    if (sessionStorage.getItem(RELOADED)) return false;
    sessionStorage.setItem(RELOADED, '1');
    return true;
  } catch {
    return false;
  }
}

/** It helped: after the next deploy it may be done again. */
function forgetReload(): void {
  try {
    sessionStorage.removeItem(RELOADED);
  } catch {
    // Nothing was noted either.
  }
}
