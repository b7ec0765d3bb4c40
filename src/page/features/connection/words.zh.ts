/** What is said about the connection, and about this browser, in Chinese. */

import type { Words } from './words.en.ts';

const keepMore = '如需保留，请在浏览器设置中允许本站存储数据。';

export const zh: Words = {
  connectingLong: '正在连接……可以继续写。',
  triesIn: (seconds) => (seconds > 0 ? `${seconds} 秒后重试` : '正在重试……'),
  retryNow: '立即重试',
  ended: '连接已结束。',
  ends: {
    abuse: '无效请求太多，房间断开了连接。',
    unauthorized: '房间没有通过这个浏览器的身份验证。',
    bad_room: '这个名字不能用作房间名称。',
    replaced: '这个房间已由本浏览器的另一个标签页接管。',
    kicked: '管理员把你移出了房间。',
    too_large: '消息过大，房间断开了连接。',
    unsupported_data: '数据无法识别，房间断开了连接。',
    locked: '房间已上锁，知道口令的人才能进入。',
  },
  waits: {
    restart: '服务器正在重启。你写的内容随后就会发出。',
    overloaded: '房间现在太忙。你写的内容会在它空下来时发出。',
    rate_limited: '这里的请求一下子太多了。你写的内容稍后就会发出。',
    internal: '服务器出了问题。你写的内容会在它恢复后发出。',
    room_full: '房间已满。有人离开后，你会自动进入。',
  },
  bannedForGood: '你已被这个房间永久封禁。',
  bannedUntil: (time) => `你已被这个房间封禁，至 ${time}。`,
  banOver: '你在这个房间的封禁已到期。',
  connectAgain: '重新连接',
  useHere: '在这里使用',
  enterPassphrase: '输入口令',
  unkept: {
    all: `这个浏览器没有为本站保存任何数据：关闭或刷新页面后，你的房间、名字、草稿和未发送的消息都会丢失。${keepMore}`,
    settings: `这个浏览器没有保存你的房间、名字和草稿：关闭或刷新页面后就会丢失。${keepMore}`,
    messages: `这个浏览器没有保存你的身份：你在这里是访客，关闭或刷新页面后，未发送的消息会丢失。${keepMore}`,
  },
  newVersion: '页面有新版本。',
  takeNewVersion: '刷新',
};
