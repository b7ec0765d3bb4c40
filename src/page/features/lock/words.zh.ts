/** The words about locked rooms in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  locked: {
    others: '已锁定：需要口令或邀请链接才能进入',
    me: '已锁定：你可以留在房间，但离开后需要口令或邀请链接才能再次进入',
  },
  commands: {
    lock: { takes: '<口令>', does: '锁定房间' },
    unlock: { takes: '', does: '解锁房间' },
  },
  unlockTitle: (room) => `#${room} 已锁定`,
  unlockExplained: '请向邀请你的人询问口令。口令只保存在此浏览器中，房间只会收到由口令生成的密钥。',
  passphrase: '口令',
  wrongPassphrase: '口令错误，或已被更改。',
  enter: '进入',
  lockWith: '用口令锁定房间',
  isLocked: '房间已锁定',
  lock: '锁定',
  changeLock: '更改',
  unlock: '解锁',
  copyInvite: '复制邀请链接',
  lockedNow: '已锁定。有邀请链接的人无需口令即可进入。',
  unlockedNow: '已解锁。有链接的人都能进来。',
  showPassphrase: '显示',
  hidePassphrase: '隐藏',
  makePassphrase: '随机生成',
  copyPassphrase: '复制口令',
  passphraseProblem: (problem) =>
    problem.kind === 'short'
      ? `太短，还需 ${problem.missing} 个字符。可以用几个词组合。`
      : '太容易被猜到：内容重复、连续或过于常见。请加上一个只有你知道的词。',
};
