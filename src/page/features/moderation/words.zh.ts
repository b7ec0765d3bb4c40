/** What is said of moderation and of a room’s settings, in Chinese. */

import { lasting } from '../../words/chinese-duration.ts';
import type { Words } from './words.en.ts';

export const zh: Words = {
  refusedActs: {
    forbidden: '你没有这个权限。',
    not_found: '没有可以操作的对象。',
    muted: '你在这个房间被禁言了。',
    busy: '房间繁忙，请重试。',
    storage: '房间未能保存。',
  },
  badAct: '房间收到时期限已过，或者同类限制已达上限。',
  notChanged: {
    set: (reason) => `未能更改：${reason}`,
    mod: (reason) => `未能执行：${reason}`,
  },
  commands: {
    kick: { takes: '<名字>', does: '移出某人，对方可以再次进入' },
    ban: { takes: '<名字> [1h]', does: '封禁某人，可指定时长' },
    unban: { takes: '<名字>', does: '允许某人再次进入' },
    silence: { takes: '<名字> [1h]', does: '禁言某人，可指定时长' },
    unsilence: { takes: '<名字>', does: '解除禁言' },
    slow: { takes: '<秒数>', does: '慢速模式；0 为关闭' },
    op: { takes: '<名字>', does: '设某人为管理员' },
    deop: { takes: '<名字>', does: '取消某人的角色' },
  },
  notWhileSilenced: (name) => `${name} 正被禁言，请先用 /unsilence 解除禁言。`,
  hasRole: {
    owner: (name) => `${name} 已经是房主。`,
    moderator: (name) => `${name} 已经是管理员。`,
    member: (name) => `${name} 没有担任职务。`,
  },
  notBanned: (name) => `没有名为“${name}”的人被封禁。`,
  slowRule: (most) => `慢速模式可设 0 到 ${most} 秒。`,
  unsilence: '解除禁言',
  unban: '解封',
  restrain: {
    kick: { title: (name) => `移出 ${name}`, means: '对方立即离开房间，但可以再次进入。', act: '移出' },
    mute: { title: (name) => `禁言 ${name}`, means: '对方可以看，但写的内容没有人收到。', act: '禁言' },
    ban: { title: (name) => `封禁 ${name}`, means: '对方立即离开房间，在此期间不能再次进入。', act: '封禁' },
  },
  forHowLong: '多长时间？',
  restrainFor: ['10 分钟', '1 小时', '1 天', '永久'],
  banAddress: '同时封禁其地址',
  banAddressMeans: '同一地点（如学校、咖啡馆）的其他人也会被封禁。',
  saving: '正在保存……',
  saved: '已保存',
  settingsTitle: (room) => `#${room} 的设置`,
  topic: '话题',
  topicMeanwhile: (topic) =>
    `刚才有人${topic === '' ? '清除了话题' : `把话题改成了“${topic}”`}。再按一次 Enter，就换成你写的。`,
  slowMode: '慢速模式',
  slowFor: (seconds) => (seconds === 0 ? '关闭' : `每 ${lasting(seconds)}一条消息`),
  retention: '消息保留',
  retentionFor: (days) => (days === 0 ? '服务器默认' : `${days} 天`),
  records: '这里写过的全部内容',
  exportText: '导出文本',
  exportJson: '导出 JSON',
  notExported: (status) =>
    status === 401 || status === 403 ? '只有管理员和房主可以导出。' : `服务器没有给出内容（${status}）。`,
  loadingAudit: '正在加载更早的消息……',
  auditTitle: '管理记录',
  showAudit: '查看',
  banned: '已封禁',
  silenced: '已禁言',
  actsTitle: '操作',
  noActs: '还没有记录。',
  showOlder: '显示更早的',
  deletedMessage: (whose) => `删除了${whose === undefined ? '' : ` ${whose} 的`}一条消息`,
};
