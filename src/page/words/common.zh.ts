/** What several parts of the page say, once the late part is here, in Chinese. */

import { lasting } from './chinese-duration.ts';
import type { Words } from './common.en.ts';

export const zh: Words = {
  until: (time) => `至 ${time}`,
  forGood: '永久',
  levels: { all: '所有消息', mentions: '仅提到我或回复我的', none: '不通知' },
  refusals: {
    too_large: '内容太长。',
    bad_text: '没有文字。',
    expired: '等待太久，可能已经发送过了。',
    id_conflict: '与另一条消息冲突。',
    rate_limited: '一下子发得太多了。',
    slow_mode: '房间处于慢速模式。',
    busy: '房间正忙。',
    muted: '你在这个房间被禁言了。',
    forbidden: '你不能在这里发言。',
    not_found: '它所指的内容已经不在了。',
    storage: '房间没能保存它。',
    internal: '服务器出了问题。',
  },
  offline: '没有连接',
  react: '回应',
  savesEdit: { keys: 'Enter 保存 · Esc 取消', button: '保存' },
  waitsForLine: '等待连接',
  helpTitle: '快捷键和命令',
  mutePerson: (name) => `不看 ${name} 的消息`,
  unmutePerson: (name) => `重新显示 ${name} 的消息`,
  changed: ({ topic, slow, locked, retentionDays }) =>
    [
      ...(topic === undefined ? [] : [topic === '' ? '清除了话题' : `将话题设为“${topic}”`]),
      ...(slow === undefined ? [] : [slow === 0 ? '关闭了慢速模式' : `将慢速模式设为 ${lasting(slow)}`]),
      ...(locked === undefined ? [] : [locked ? '给房间上了锁' : '给房间解了锁']),
      ...(retentionDays === undefined
        ? []
        : [retentionDays === 0 ? '将消息保留期设为按服务器的规定' : `将消息保留期设为 ${retentionDays} 天`]),
    ].join('，'),
};
