/** The words that all dialogs and toasts share, in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  close: '关闭',
  textCopied: '文字已复制',
  linkCopied: '链接已复制',
  cancel: '取消',
  dismiss: '知道了',
  undo: '撤销',
  copyByHand: '请手动复制',
  back: '返回',
};
