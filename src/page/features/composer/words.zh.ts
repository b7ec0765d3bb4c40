/** What the composer says later, in Chinese. */

import { lasting } from '../../words/chinese-duration.ts';
import type { Words } from './words.en.ts';

export const zh: Words = {
  typing: (names) => (names.length > 2 ? `${names.length} 人正在输入……` : `${names.join('、')}正在输入……`),
  editing: '正在编辑你的消息',
  charactersLeft: (count) => (count >= 0 ? `还可输入 ${count} 个字符` : `超出 ${-count} 个字符`),
  tooLong: (limit) => `一条消息最多 ${limit} 个字符。`,
  blank: '消息不能为空。',
  editIsOver: '这条消息已无法更改',
  cancelReply: '取消回复',
  cancelEdit: '取消编辑',
  keepsEdit: { keys: 'Enter 将文字存为草稿 · Esc 取消', button: '存为草稿' },
  silencedForGood: '你已被永久禁言：其他人收不到你写的内容。',
  silencedUntil: (time) => `你已被禁言，至 ${time}。`,
  slowWait: (seconds, waiting) =>
    [
      '慢速模式：',
      waiting > 1 ? `${waiting} 条消息等待中，第一条` : '你的消息',
      seconds > 0 ? `将在 ${seconds} 秒后发送` : '正在发送',
    ].join(''),
  slowHere: (seconds) => `慢速模式：每 ${lasting(seconds)}一条消息`,
  noFiles: '目前只能发送文字，还不能发送文件。文件没有发出。',
  suggestions: '候选',
};
