/** The words of the emoji picker in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  emojiGroups: {
    smileys: '笑脸',
    people: '人物',
    nature: '自然',
    food: '食物',
    places: '地点',
    activities: '活动',
    objects: '物品',
    symbols: '符号',
    flags: '旗帜',
  },
  searchEmoji: '搜索表情',
  emojiGroup: '表情分类',
  recentEmoji: '最近使用',
  skinTone: '肤色',
  skinTones: ['默认', '较浅', '中等偏浅', '中等', '中等偏深', '较深'],
  noEmoji: '没有找到表情。',
};
