/** Chinese words of the connection banner. Loaded with the page. */

import type { Words } from './words.first.en.ts';

export const zh: Words = {
  offlineLong: '连接已断开，消息会在恢复后自动发送。',
};
