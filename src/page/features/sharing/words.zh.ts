/** What the dialog says that shares a room, in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  shareTitle: (room) => `分享 #${room}`,
  shareExplained: '打开链接的人就能进入房间。',
  roomLink: '房间链接',
  copyRoomLink: '复制链接',
  handOn: '发送到……',
  qr: '链接的二维码',
  shareLocked: (hasKey) =>
    hasKey ? '房间已上锁。这个链接带有密钥：拿到的人就能进入。' : '房间已上锁：打开链接的人还需要口令。',
};
