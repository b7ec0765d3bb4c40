/** What is said of locked rooms, in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  locked: {
    others: '已上锁：凭口令或邀请链接才能进入',
    me: '已上锁：你可以留在这里，但离开后需要口令或邀请链接才能再进来',
  },
  commands: {
    lock: { takes: '<口令>', does: '给房间上锁' },
    unlock: { takes: '', does: '给房间解锁' },
  },
  unlockTitle: (room) => `#${room} 已上锁`,
  unlockExplained: '邀请你的人可以告诉你口令。口令只留在这个浏览器中：房间只收到由它生成的密钥。',
  passphrase: '口令',
  wrongPassphrase: '口令不对，或者已经更改。',
  enter: '进入',
  lockWith: '用口令给房间上锁',
  isLocked: '房间已上锁',
  lock: '上锁',
  changeLock: '更改',
  unlock: '解锁',
  copyInvite: '复制邀请链接',
  lockedNow: '已上锁。请复制邀请链接：打开它的人不用口令就能进来。',
  unlockedNow: '已解锁。知道地址的人都能进来。',
  showPassphrase: '显示',
  hidePassphrase: '隐藏',
  makePassphrase: '随机生成',
  copyPassphrase: '复制口令',
  passphraseProblem: (problem) =>
    problem.kind === 'short'
      ? `太短，还差 ${problem.missing} 个字符。用几个词连起来就行。`
      : '太容易猜：有重复、有顺序，或者太常见。加上一个只有你会想到的词吧。',
};
