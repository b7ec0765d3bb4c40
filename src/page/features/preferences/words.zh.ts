/** The words of the theme and language choices in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  preferences: '主题和语言',
  theme: '主题',
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  language: '语言',
};
