/** Chinese words of reactions. Loaded with the late part. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  notReacted: (reason) => `未能回应：${reason}`,
  isFull: '这条消息的回应已达上限。',
  moreEmoji: '更多表情',
};
