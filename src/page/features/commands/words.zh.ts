/** What is said of commands and keys, in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  helpKeys: '快捷键',
  helpCommands: '命令',
  keys: [
    ['Enter', '发送；手机上用箭头按钮'],
    ['Shift+Enter', '换行'],
    ['↑', '输入框为空时，编辑你的上一条消息'],
    ['Ctrl/⌘+B I E', '粗体、斜体、代码'],
    ['@ : / #', '补全名字、表情、命令、房间'],
    ['Shift+Tab ↑ ↓', '从输入框移到消息，并在消息间移动'],
    ['R E Del + C', '对选中的消息：回复、编辑、删除、回应、复制链接'],
    ['Enter', '打开选中消息的全部操作'],
    ['Ctrl/⌘+K', '按名称前往房间'],
    ['Alt+↑ ↓', '切换房间'],
    ['Alt+Shift+↑ ↓', '切换到有未读消息的房间'],
    ['Esc', '关闭、取消，或回到最新消息'],
    ['/', '搜索房间（不在输入框中时）'],
    ['?', '显示这份列表'],
  ],
  commands: {
    help: { takes: '', does: '查看快捷键和命令' },
  },
  noSuchCommand: (name) => `没有 /${name} 这个命令。输入 /help 查看所有命令，或用 // 开头照原样发送。`,
  notYourCommand: (command) => `你在这个房间里不能使用 ${command}。`,
  commandNeeds: (usage, does) => `还缺少内容：${usage}（${does}）`,
  commandTakesNothing: (usage) => `${usage} 后面不能再有内容。`,
  isSoAlready: '现在就是这样，没有改动。',
};
