/** The words of the search in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  searchTitle: (room) => `搜索 #${room}`,
  searchFor: '搜索内容',
  hits: (count, status) =>
    status === 'looking'
      ? count === 0
        ? '正在搜索更早的消息……'
        : `找到 ${count} 条，正在搜索更早的消息……`
      : count === 0 && status === 'done'
        ? '没有找到相关消息。'
        : `找到 ${count}${status === 'paused' ? '+' : ''} 条`,
  lookedThrough: '已搜索',
  stopSearch: '停止',
  searchOn: '搜索更早的消息',
  searchRefused: (chars, terms) => `搜索内容最多 ${chars} 个字符、${terms} 个词。`,
};
