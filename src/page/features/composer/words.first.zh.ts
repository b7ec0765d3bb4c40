/** Chinese words of the composer. Loaded with the page. */

import type { Words } from './words.first.en.ts';

export const zh: Words = {
  writeTo: (room) => `发消息到 #${room}`,
  messageTo: (room) => `发到 ${room} 的消息`,
  send: '发送',
  keysHint: 'Enter 发送 · Shift+Enter 换行',
};
