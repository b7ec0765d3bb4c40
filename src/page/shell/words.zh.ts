/** The words of the side bar in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  joinAnother: '打开其他房间',
  connected: '已连接',
  connecting: '正在连接……',
};
