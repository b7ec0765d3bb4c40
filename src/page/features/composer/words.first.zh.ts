/** What the composer says at once, in Chinese. */

import type { Words } from './words.first.en.ts';

export const zh: Words = {
  writeTo: (room) => `在 #${room} 中说点什么`,
  messageTo: (room) => `发到 ${room} 的消息`,
  send: '发送',
  keysHint: 'Enter 发送 · Shift+Enter 换行',
};
