/** Chinese words of the messages and their actions. Loaded with the late part. */

import type { Words } from './words.en.ts';

/** Why a message is sent later, by error code. */
const delays: Record<string, string> = {
  slow_mode: '慢速模式',
  rate_limited: '发送过于频繁',
  busy: '房间繁忙',
  storage: '保存失败',
  internal: '服务器出错',
};

export const zh: Words = {
  here: (count) => `${count} 人在线`,
  noSuchMessage: '这条消息已不存在。',
  toLatest: '回到最新消息',
  newBelow: (count) => `${count} 条新消息`,
  showIt: '显示',
  acts: { kick: '移出了', ban: '封禁了', unban: '解封了', mute: '禁言了', unmute: '解除了', role: '将' },
  actEnds: { unmute: '的禁言' },
  asRole: { owner: '设为房主', moderator: '设为管理员', member: '设为普通成员' },
  holds: (until) => `（${until}）`,
  comma: '，',
  joined: '加入了房间',
  cameBy: '来过',
  leaves: {
    left: '离开了房间',
    lost: '掉线了',
    kicked: '被移出房间',
    banned: '被封禁',
    heartbeat: '掉线了',
    slow: '因网速过慢被断开连接',
    abuse: '因滥用被断开连接',
  },
  nowCalled: '改名为',
  several: {
    joined: (count) => `${count} 人加入了房间`,
    left: (count) => `${count} 人离开了房间`,
    passed: (count) => `${count} 人来过`,
    renamed: (count) => `${count} 人改了名字`,
  },
  moreTold: (count) => `还有 ${count} 条`,
  copy: '复制',
  refusalsOver: { muted: '你当时处于禁言状态，现在可以发送了。' },
  messageTools: '消息操作',
  reply: '回复',
  edit: '编辑',
  more: '更多',
  copyCode: '复制代码',
  codeCopied: '代码已复制',
  wrapLines: '自动换行',
  empty: '还没有消息。说点什么吧，也可以把链接分享给别人。第一个发言的人将成为房主。',
  loadingOlder: '正在加载更早的消息……',
  showLess: '收起',
  notChanged: {
    edit: (reason) => `未能编辑：${reason}`,
    delete: (reason) => `未能删除：${reason}`,
  },
  notSent: (reason) => `未发送：${reason}`,
  sendsLater: (code, seconds) => {
    const when = seconds === undefined ? '稍后自动发送' : seconds > 0 ? `${seconds} 秒后自动发送` : '正在发送';
    const why = delays[code ?? ''];
    return why === undefined ? when : `${why}：${when}`;
  },
  takeBack: '重新编辑',
  retry: '重试',
  discard: '删除',
  contextTitle: '更早的消息',
  copyText: '复制文字',
  copyLink: '复制消息链接',
  whoReacted: '查看谁回应了',
  deleteMessage: '删除',
  deleteTitle: '删除这条消息？',
  deleteExplained: '删除后，所有人都无法再看到这条消息。',
  commands: {
    me: { takes: '<文字>', does: '描述你的动作，例如“安娜 挥了挥手”' },
    shrug: { takes: '[文字]', does: '添加 ¯\\_(ツ)_/¯' },
  },
};
