/** Chinese words that several features share. Loaded with the page. */

import type { Words } from './common.first.en.ts';

export const zh: Words = {
  tag: 'zh-CN',
  rooms: '房间',
  home: '所有房间',
  unread: (count) => `${count} 条未读`,
  you: '你',
  guest: '访客-',
  roles: { owner: '房主', moderator: '管理员', member: '', guest: '' },
  today: '今天',
  yesterday: '昨天',
  spoiler: '剧透',
  deleted: '消息已删除',
  emoji: '表情',
  mutedMessage: '你已屏蔽此人。',
  inReplyTo: '回复',
  goToOriginal: '查看原消息',
  needsConnection: '连接后才能使用。',
};
