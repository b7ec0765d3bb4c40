/** The words of the emoji picker in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  emojiGroups: ['笑脸', '人物', '自然', '食物', '地点', '活动', '物品', '符号', '旗帜'],
  searchEmoji: '搜索表情',
  emojiGroup: '表情分类',
  recentEmoji: '最近使用',
  skinTone: '肤色',
  skinTones: ['默认', '较浅', '中等偏浅', '中等', '中等偏深', '较深'],
  noEmoji: '没有找到表情。',
};
