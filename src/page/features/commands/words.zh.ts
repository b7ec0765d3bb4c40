/** The words of commands and keyboard shortcuts in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  helpKeys: '快捷键',
  helpCommands: '命令',
  keys: [
    ['Enter', '发送；手机上请点箭头按钮'],
    ['Shift+Enter', '换行'],
    ['↑', '输入框为空时，编辑自己的上一条消息'],
    ['Ctrl/⌘+B I E', '粗体、斜体、代码'],
    ['@ : / #', '补全名字、表情、命令或房间'],
    ['Shift+Tab ↑ ↓', '从输入框移到消息，再逐条移动'],
    ['R E Del + C', '回复、编辑、删除、回应选中的消息，或复制其链接'],
    ['Enter', '打开选中消息的全部操作'],
    ['Ctrl/⌘+K', '按名称切换房间'],
    ['Alt+↑ ↓', '上一个或下一个房间'],
    ['Alt+Shift+↑ ↓', '上一个或下一个未读房间'],
    ['Esc', '关闭、取消，或回到最新消息'],
    ['/', '搜索房间（光标不在输入框时）'],
    ['?', '显示此列表'],
  ],
  commands: {
    help: { takes: '', does: '查看快捷键和命令' },
  },
  noSuchCommand: (name) => `没有 /${name} 命令。输入 /help 查看所有命令；如需原样发送，请以 // 开头。`,
  notYourCommand: (command) => `你没有权限在这个房间使用 ${command}。`,
  commandNeeds: (usage, does) => `命令不完整。用法：${usage}（${does}）`,
  commandTakesNothing: (usage) => `${usage} 后面不能带其他内容。`,
  isSoAlready: '已经是该设置，未作更改。',
};
