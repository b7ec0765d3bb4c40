/** What is said of notifications, in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  notifyTitle: (room) => `#${room} 的通知`,
  withSound: '同时播放声音',
  withSoundMeans: '对所有房间生效，只在有通知时播放',
  notifyForbidden: '浏览器屏蔽了本站的通知，可以在浏览器的网站设置中允许。',
  notifyUnanswered: '没有回应浏览器的询问，设置保持不变。',
  notifyUnknown: '这个浏览器不支持通知。',
};
