/** What the choice of theme and language says, in English. */

import type { Theme } from './theme.ts';

export const en = {
  preferences: 'Theme and language',
  theme: 'Theme',
  themes: { system: 'System theme', light: 'Light theme', dark: 'Dark theme' } satisfies Record<Theme, string>,
  language: 'Language',
};

export type Words = typeof en;
