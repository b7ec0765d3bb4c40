/** What the search says, in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  searchTitle: (room) => `搜索 #${room}`,
  searchFor: '要找的内容',
  hits: (count, status) =>
    status === 'looking'
      ? count === 0
        ? '继续往前找……'
        : `找到 ${count} 条，继续往前找……`
      : count === 0 && status === 'done'
        ? '没有找到。'
        : `找到 ${count}${status === 'paused' ? '+' : ''} 条`,
  lookedThrough: '已搜索',
  stopSearch: '停止',
  searchOn: '继续往前找',
  searchRefused: (chars, terms) => `最多能搜索 ${chars} 个字、${terms} 个词。`,
};
