/** Chinese words that several features share. Loaded with the late part. */

import { lasting } from './chinese-duration.ts';
import type { Words } from './common.en.ts';

export const zh: Words = {
  until: (time) => `至 ${time}`,
  forGood: '永久',
  levels: { all: '所有消息', mentions: '仅提及和回复', none: '关闭' },
  refusals: {
    bad_request: '请求无效。',
    unsupported: '服务器不支持此操作。',
    too_large: '内容太长。',
    bad_text: '内容为空。',
    expired: '等待时间过长，无法确认之前是否已发出。',
    id_conflict: '与另一条消息冲突。',
    rate_limited: '发送过于频繁。',
    slow_mode: '房间已开启慢速模式。',
    busy: '房间繁忙。',
    muted: '你已被禁言。',
    forbidden: '你没有权限进行此操作。',
    not_found: '对应的消息已不存在。',
    no_space: '没有空间存放更多文件。',
    storage: '保存失败。',
    internal: '服务器出错了。',
  },
  offline: '未连接',
  react: '回应',
  savesEdit: { keys: 'Enter 保存 · Esc 取消', button: '保存' },
  waitsForLine: '等待连接恢复',
  helpTitle: '快捷键和命令',
  mutePerson: (name) => `屏蔽 ${name}（仅对我生效）`,
  unmutePerson: (name) => `取消屏蔽 ${name}`,
  changed: ({ topic, slow, locked, retentionDays }) =>
    [
      ...(topic === undefined ? [] : [topic === '' ? '清除了话题' : `将话题设为“${topic}”`]),
      ...(slow === undefined ? [] : [slow === 0 ? '关闭了慢速模式' : `将慢速模式设为每 ${lasting(slow)}一条消息`]),
      ...(locked === undefined ? [] : [locked ? '锁定了房间' : '解锁了房间']),
      ...(retentionDays === undefined
        ? []
        : [retentionDays === 0 ? '将消息保留期恢复为服务器默认' : `将消息保留期设为 ${retentionDays} 天`]),
    ].join('，'),
};
