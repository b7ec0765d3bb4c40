/** What several parts of the page say, from the first step on, in Chinese. */

import type { Words } from './common.first.en.ts';

export const zh: Words = {
  tag: 'zh-CN',
  rooms: '房间',
  home: '所有房间',
  unread: (count) => `${count} 条未读`,
  you: '你',
  roles: { owner: '房主', moderator: '管理员', member: '', guest: '' },
  today: '今天',
  yesterday: '昨天',
  deleted: '消息已删除',
  emoji: '表情',
  mutedMessage: '已屏蔽此人的消息。',
  inReplyTo: '回复',
  goToOriginal: '查看这条消息',
  needsConnection: '需要联网才能使用。',
};
