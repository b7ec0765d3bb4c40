/** What the banner says at once, in Chinese. */

import type { Words } from './words.first.en.ts';

export const zh: Words = {
  offlineLong: '没有连接。可以继续写，恢复后会自动发送。',
};
