/** What is said of one’s own name, in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  yourName: '你的名字',
  changeName: '修改名字',
  nameRule: '名字有 1 到 32 个可见字符，不含“·”，也不能像“管理员”那样冒充服务方。',
  commands: {
    name: { takes: '<名字>', does: '修改你的名字' },
  },
  youWriteAs: '你现在叫',
  chooseName: '取个名字',
  stayNameless: '不用名字',
};
