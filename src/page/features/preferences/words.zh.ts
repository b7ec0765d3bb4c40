/** What the choice of theme and language says, in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  preferences: '主题和语言',
  theme: '主题',
  themes: { system: '跟随系统主题', light: '浅色主题', dark: '深色主题' },
  language: '语言',
};
