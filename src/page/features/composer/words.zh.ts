/** Chinese words of the composer. Loaded with the late part. */

import { lasting } from '../../words/chinese-duration.ts';
import type { Words } from './words.en.ts';

export const zh: Words = {
  typing: (names) => (names.length > 2 ? `${names.length} 人正在输入……` : `${names.join('、')} 正在输入……`),
  editing: '正在编辑你的消息',
  charactersLeft: (count, limit) =>
    count >= 0 ? `还可输入 ${count} 个字符` : `超出 ${-count} 个字符（上限 ${limit.toLocaleString('en')}）`,
  tooLong: '消息太长',
  blank: '消息不能为空。',
  editIsOver: '这条消息已无法编辑',
  cantSaveEdit: '这条消息已无法编辑。按 Enter 可作为新消息发送。',
  editLeft: '已取消编辑',
  cancelReply: '取消回复',
  cancelEdit: '取消编辑',
  keepsEdit: { keys: 'Enter 存为草稿 · Esc 取消', button: '存为草稿' },
  silencedForGood: '你已被永久禁言，只能查看，不能发言。',
  silencedUntil: (time) => `你已被禁言至 ${time}。`,
  slowWait: (seconds, waiting) =>
    [
      '慢速模式：',
      waiting > 1 ? `${waiting} 条消息等待发送，第一条` : '',
      seconds > 0 ? `${waiting > 1 ? '将在 ' : ''}${seconds} 秒后自动发送` : '正在发送',
    ].join(''),
  slowHere: (seconds) => `慢速模式：每 ${lasting(seconds)}可发一条消息`,
  noFiles: '暂不支持发送文件，只能发送文字。文件未发出。',
  suggestions: '建议',
};
