/** The page in Chinese. */

import type { Words } from './en.ts';

export const zh: Words = {
  tag: 'zh-CN',

  rooms: '房间',
  home: '所有房间',
  unread: (count) => `${count} 条未读`,

  you: '你',
  roles: { owner: '房主', moderator: '管理员', member: '', guest: '' },

  messagesIn: (room) => `${room} 的消息`,
  today: '今天',
  yesterday: '昨天',
  newMessages: '新消息',
  roomBegins: (room) => `#${room} 从这里开始。`,
  entering: '正在进入房间……',
  edited: '已编辑',
  editWaits: '已编辑，尚未发送',
  deleted: '消息已删除',

  reactions: '回应',
  reaction: (emoji, count) => `${emoji}：${count} 人`,
  addReaction: '添加回应',
  emoji: '表情',
  mutedMessage: '已屏蔽此人的消息。',
  showAll: '显示全部',
  inReplyTo: '回复',
  goToOriginal: '查看这条消息',
  earlierMessage: '更早的一条消息',
  needsConnection: '需要联网才能使用。',

  writeTo: (room) => `在 #${room} 中说点什么`,
  messageTo: (room) => `发到 ${room} 的消息`,
  send: '发送',
  keysHint: 'Enter 发送 · Shift+Enter 换行',

  sending: '发送中',
  sent: '已发送',

  offlineLong: '没有连接。可以继续写，恢复后会自动发送。',
};
