/** The words about the reader’s own name in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  yourName: '你的名字',
  changeName: '修改名字',
  nameRule: '名字需为 1 到 32 个可见字符，不能包含“·”，也不能是“管理员”等容易被误认为官方的名字。',
  commands: {
    name: { takes: '<名字>', does: '修改你的名字' },
  },
  youWriteAs: '你当前的名字是',
  chooseName: '设置名字',
  stayNameless: '暂不设置',
};
