/** The words about notifications in Chinese. */

import type { Words } from './words.en.ts';

export const zh: Words = {
  notifyTitle: (room) => `#${room} 的通知`,
  withSound: '播放提示音',
  withSoundMeans: '对所有房间生效，收到通知时播放',
  notifyForbidden: '浏览器已禁止本站发送通知，可在浏览器的网站设置中允许。',
  notifyUnanswered: '你没有处理浏览器的授权提示，设置未更改。',
  notifyUnknown: '此浏览器不支持通知。',
};
