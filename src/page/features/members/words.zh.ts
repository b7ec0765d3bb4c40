/** What is said of members, in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  members: '成员',
  showMembers: (count) => `成员，${count} 人在线`,
  hereNow: '在线',
  somebody: '某人',
  notListed: (count) => `还有 ${count} 人`,
  looksLike: (whose) => (whose === undefined ? '名字与别人的相似' : `名字与 ${whose} 相似`),
  mutedMark: '已屏蔽',
  manage: (name) => `对 ${name} 可做的操作`,
  commands: {
    mute: { takes: '<名字>', does: '不看某人的消息，只对你生效' },
    unmute: { takes: '<名字>', does: '重新显示某人的消息' },
  },
  notToYourself: '不能对自己这样做。',
  nobodyCalled: (name, count) => (count === 0 ? `这里没有叫“${name}”的人。` : `这里不止一个人叫“${name}”。`),
  personMenu: (name) => `对 ${name} 可做的操作`,
  stepDown: { owner: '成为房主', moderator: '降为管理员', member: '卸任' },
  giveRole: { owner: '设为房主', moderator: '设为管理员', member: '取消角色' },
};
