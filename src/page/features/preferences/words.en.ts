/** The words of the theme and language choices in English. */

import type { Theme } from './theme.ts';

export const en = {
  preferences: 'Theme and language',
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' } satisfies Record<Theme, string>,
  language: 'Language',
};

export type Words = typeof en;
