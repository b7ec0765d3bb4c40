/** The theme: the system's, or the reader's own choice. */

import { effect, signal } from '@preact/signals';
import { store } from '../../state/local-storage.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>(THEMES.find((known) => known === store.get('theme')) ?? 'system');

/** Keeps the document in the chosen theme. */
export function startTheme(): void {
  const frames = document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]');
  effect(() => {
    const { value: chosen } = theme;
    document.documentElement.dataset.theme = chosen;
    // The colour of an installed app's frame.
    for (const frame of frames) {
      const { id: scheme } = frame;
      const isChosen = scheme === chosen ? 'all' : 'not all';
      frame.media = chosen === 'system' ? `(prefers-color-scheme: ${scheme})` : isChosen;
    }
  });
}
