/** The words of the home page, the room list and the room’s actions in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  leaveRoom: (room) => `离开 ${room}`,
  asleep: '未连接：超过一天未打开',
  notLive: '未连接',
  colon: '：',
  search: '搜索这个房间',
  roomMenu: '房间操作',
  roomSettings: '房间设置',
  newPoll: '发起投票',
  share: '分享这个房间',
  blocked: '已被浏览器禁止',
  notifications: (level) => `通知：${level}`,
  calledYou: (count) => `${count} 条提及或回复`,
  tagline: '每个房间就是一个链接，打开就能聊。',
  lead: '无需注册，无需安装。有链接的人都能进来。',
  yourRooms: '你的房间',
  noRooms: '你打开过的房间会显示在这里，并保存在此浏览器中。',
  noRoomsUnkept: '你打开过的房间会显示在这里，关闭页面后清除。',
  roomName: '房间名称',
  roomExample: '读书会',
  roomHint: '可使用任何语言的文字、数字、- 和 _。房间不存在时，打开即自动创建。',
  join: '打开房间',
  roomProblems: {
    empty: '请输入房间名称。',
    long: '房间名称最多 64 个字符。',
    space: '房间名称不能包含空格，可用 - 或 _ 代替。',
    start: '房间名称必须以文字或数字开头。',
    characters: '房间名称只能包含文字、数字、- 和 _。',
  },
  badAddress: ({ kind, raw }, near) =>
    `${kind === 'bad' ? `“${raw}”不是有效的房间名称。` : `页面“/${raw}”不存在。`}${near ? `是否要打开 #${near}？` : ''}`,
  leftRoom: (room) => `已离开 #${room}`,
  states: {
    banned: '已被封禁',
    kicked: '已被移出房间',
    locked: '房间已锁定',
    replaced: '已在另一个标签页中打开',
    room_full: '房间已满',
  },
  leaveTitle: (room) => `离开 #${room}？`,
  leaveLoses: (messages, isDraft) =>
    [
      ...(messages === 0 && !isDraft
        ? []
        : [
            `还有${[...(messages > 0 ? [` ${messages} 条消息`] : []), ...(isDraft ? ['草稿'] : [])].join('和')}未发送。`,
          ]),
      '离开后，未发送的内容会丢失。',
    ].join(''),
  leaveAnyway: '仍然离开',
  commands: {
    topic: { takes: '<文字>', does: '设置房间话题；输入 - 可清除' },
  },
  switchTitle: '切换房间',
  switchTo: '房间名称',
  openRoom: (room) => `打开 #${room}`,
  openNow: '当前房间',
  topicOf: (room) => `#${room} 的话题`,
};
