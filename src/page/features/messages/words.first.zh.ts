/** Chinese words of the message list. Loaded with the page. */

import type { Words } from './words.first.en.ts';

export const zh: Words = {
  messagesIn: (room) => `${room} 的消息`,
  newMessages: '新消息',
  roomBegins: (room) => `#${room} 从这里开始。`,
  entering: '正在进入房间……',
  edited: '已编辑',
  editWaits: '已编辑，尚未发送',
  showAll: '显示全部',
  earlierMessage: '更早的消息',
  sending: '发送中',
  sent: '已发送',
};
