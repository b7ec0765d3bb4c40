/** What is said of rooms: the first page, the list, and what is done with a room, in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  leaveRoom: (room) => `离开 ${room}`,
  asleep: '未连接：一天没有打开过',
  notLive: '未连接',
  colon: '：',
  search: '搜索这个房间',
  roomMenu: '房间操作',
  roomSettings: '房间设置',
  share: '分享这个房间',
  blocked: '已被浏览器屏蔽',
  notifications: (level) => `通知：${level}`,
  calledYou: (count) => `${count} 条提到或回复你`,
  tagline: '一个地址就是一个房间。打开它，开始聊天。',
  lead: '不用注册，也不用安装。拿到地址的人就能进来。',
  yourRooms: '你的房间',
  noRooms: '你打开过的房间会留在这里，保存在这个浏览器中。',
  noRoomsUnkept: '你打开的房间会列在这里，直到关闭页面。',
  roomName: '房间名称',
  roomExample: '读书会',
  roomHint: '可用任何语言的文字、数字、- 和 _。房间还不存在的话，由你开启。',
  join: '打开房间',
  roomProblems: {
    empty: '请输入房间名称。',
    long: '房间名称最多 64 个字符。',
    space: '房间名称不能有空格，可以用 - 或 _ 代替。',
    start: '房间名称要以文字或数字开头。',
    characters: '房间名称只能有文字、数字、- 和 _。',
  },
  badAddress: ({ kind, raw }, near) =>
    `${kind === 'bad' ? `“${raw}”不能用作房间名称。` : `“/${raw}”没有对应的页面。`}${near ? `你要找的是 #${near} 吗？` : ''}`,
  leftRoom: (room) => `已离开 #${room}`,
  states: {
    banned: '已被封禁',
    kicked: '已被移出房间',
    locked: '房间已上锁',
    replaced: '已在另一标签页打开',
    room_full: '房间已满',
  },
  leaveTitle: (room) => `离开 #${room}？`,
  leaveLoses: (messages, isDraft) =>
    `${[...(messages > 0 ? [`有 ${messages} 条消息没有发出`] : []), ...(isDraft ? ['有草稿没有发送'] : [])].join('，')}。离开后，这些内容会丢失。`,
  leaveAnyway: '仍然离开',
  commands: {
    topic: { takes: '<文字>', does: '修改房间话题；只写 - 则清除' },
  },
  switchTitle: '前往房间',
  switchTo: '房间名称',
  openRoom: (room) => `打开 #${room}`,
  openNow: '当前房间',
  topicOf: (room) => `#${room} 的话题`,
};
