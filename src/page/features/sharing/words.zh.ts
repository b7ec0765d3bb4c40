/** The words of the share dialog in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  shareTitle: (room) => `分享 #${room}`,
  shareExplained: '有链接的人都能进来。',
  roomLink: '房间链接',
  copyRoomLink: '复制链接',
  handOn: '分享到……',
  qr: '链接的二维码',
  shareLocked: (hasKey) =>
    hasKey ? '房间已锁定。这是邀请链接，有链接的人都能进来。' : '房间已锁定。打开链接后还需要输入口令。',
};
