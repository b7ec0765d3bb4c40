/** The words about members in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  members: '成员',
  showMembers: (count) => `成员，${count} 人在线`,
  hereNow: '在线',
  somebody: '某人',
  notListed: (count) => `还有 ${count} 人`,
  looksLike: (whose) => (whose === undefined ? '与他人的名字相似' : `与 ${whose} 的名字相似`),
  mutedMark: '已屏蔽',
  manage: (name) => `${name} 的操作菜单`,
  commands: {
    mute: { takes: '<名字>', does: '屏蔽某人（仅对你生效）' },
    unmute: { takes: '<名字>', does: '取消屏蔽某人' },
  },
  notToYourself: '不能对自己执行此操作。',
  nobodyCalled: (name, count) => (count === 0 ? `房间里没有叫“${name}”的人。` : `房间里有多个人叫“${name}”。`),
  personMenu: (name) => `${name} 的操作菜单`,
  stepDown: { owner: '成为房主', moderator: '降为管理员', member: '降为普通成员' },
  giveRole: { owner: '设为房主', moderator: '设为管理员', member: '取消管理员身份' },
};
