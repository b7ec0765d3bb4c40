/** Chinese words of reactions. Loaded with the page. */

import type { Words } from './words.first.en.ts';

export const zh: Words = {
  reactions: '回应',
  reaction: (emoji, count) => `${emoji}：${count} 人`,
  addReaction: '添加回应',
};
