/** The theme: the system's, or the reader's own choice. */

import { effect, signal } from '@preact/signals';
import { store } from '../../state/local-storage.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>(THEMES.find((known) => known === store.get('theme')) ?? 'system');

/** Keeps the document in the chosen theme. */
export function startTheme(): void {
  const frames = document.querySelectorAll('meta[name="theme-color"]');
  effect(() => {
    const { dataset } = document.documentElement;
    if (theme.value === 'system') delete dataset.theme;
    else dataset.theme = theme.value;
    // The colour of an installed app's frame.
    for (const [index, name] of (['light', 'dark'] as const).entries()) {
      const isChosen = theme.value === name ? 'all' : 'not all';
      frames[index]?.setAttribute('media', theme.value === 'system' ? `(prefers-color-scheme: ${name})` : isChosen);
    }
  });
}
