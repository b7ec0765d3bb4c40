/** The words of moderation and of room settings in Chinese. */

import { lasting } from '../../words/chinese-duration.ts';
import type { Words } from './words.en.ts';

export const zh: Words = {
  refusedActs: {
    forbidden: '你没有权限进行此操作。',
    not_found: '找不到此人。',
    muted: '你已被禁言。',
    busy: '房间繁忙，请重试。',
    storage: '保存失败。',
  },
  badAct: '操作到达房间时已过期，或房间的封禁、禁言或管理员名单已满。',
  notChanged: {
    set: (reason) => `未能更改：${reason}`,
    mod: (reason) => `未能执行：${reason}`,
  },
  commands: {
    kick: { takes: '<名字>', does: '移出某人（对方可再次进入）' },
    ban: { takes: '<名字> [1h]', does: '封禁某人（可指定时长）' },
    unban: { takes: '<名字>', does: '解封某人' },
    silence: { takes: '<名字> [1h]', does: '禁言某人（可指定时长）' },
    unsilence: { takes: '<名字>', does: '解除某人的禁言' },
    slow: { takes: '<秒数>', does: '设置慢速模式；0 表示关闭' },
    op: { takes: '<名字>', does: '将某人设为管理员' },
    deop: { takes: '<名字>', does: '取消某人的管理员身份' },
  },
  notWhileSilenced: (name) => `${name} 已被禁言，请先用 /unsilence 解除。`,
  hasRole: {
    owner: (name) => `${name} 已经是房主。`,
    moderator: (name) => `${name} 已经是管理员。`,
    member: (name) => `${name} 不是管理员。`,
  },
  notBanned: (name) => `封禁名单中没有“${name}”。`,
  slowRule: (most) => `慢速模式可设为 0 到 ${most.toLocaleString('en')} 秒。`,
  unsilence: '解除禁言',
  unban: '解封',
  restrain: {
    kick: { title: (name) => `移出 ${name}`, means: '对方会立即被移出房间，但可以再次进入。', act: '移出' },
    mute: { title: (name) => `禁言 ${name}`, means: '对方只能查看，不能发言。', act: '禁言' },
    ban: { title: (name) => `封禁 ${name}`, means: '对方会立即被移出房间，封禁期间不能再次进入。', act: '封禁' },
  },
  forHowLong: '时长',
  restrainFor: { tenMinutes: '10 分钟', hour: '1 小时', day: '1 天', permanent: '永久' },
  banAddress: '同时封禁其 IP 地址',
  banAddressMeans: '同一网络（如学校、咖啡馆）中的其他人也会被封禁。',
  saving: '正在保存……',
  saved: '已保存',
  settingsTitle: (room) => `#${room} 的设置`,
  topic: '话题',
  topicMeanwhile: (topic) =>
    `刚才有人${topic === '' ? '清除了话题' : `将话题改为“${topic}”`}。再按一次 Enter 即可改为你的内容。`,
  slowMode: '慢速模式',
  slowFor: (seconds) => (seconds === 0 ? '关闭' : `每 ${lasting(seconds)}一条消息`),
  retention: '消息保留期',
  retentionFor: (days) => (days === 0 ? '服务器默认' : `${days} 天`),
  records: '导出聊天记录',
  exportText: '文本',
  exportJson: 'JSON',
  notExported: (status) =>
    status === 401 || status === 403 ? '只有管理员和房主可以导出聊天记录。' : `导出失败（${status}）。`,
  loadingAudit: '正在加载……',
  auditTitle: '管理记录',
  showAudit: '查看',
  banned: '已封禁',
  silenced: '已禁言',
  actsTitle: '操作',
  noActs: '暂无操作。',
  showOlder: '显示更早的操作',
  deletedMessage: (whose) => `删除了${whose === undefined ? '' : ` ${whose} 的`}一条消息`,
};
