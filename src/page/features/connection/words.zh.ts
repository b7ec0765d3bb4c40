/** The words about the connection and about this browser’s storage in Chinese. */

import type { Words } from './words.en.ts';

const keepMore = '如需保留，请在浏览器设置中允许本站存储数据。';

export const zh: Words = {
  connectingLong: '正在连接……你可以继续输入。',
  triesIn: (seconds) => (seconds > 0 ? `${seconds} 秒后重试` : '正在重试……'),
  retryNow: '立即重试',
  ended: '连接已断开。',
  ends: {
    abuse: '无效请求过多，连接已断开。',
    unauthorized: '房间无法验证此浏览器的身份。',
    bad_room: '房间名称无效。',
    replaced: '这个房间已在另一个标签页中打开。',
    kicked: '你已被管理员移出房间。',
    too_large: '消息过大，连接已断开。',
    unsupported_data: '数据无法识别，连接已断开。',
    locked: '房间已锁定，需要口令或邀请链接才能进入。',
  },
  waits: {
    restart: '服务器正在重启，消息随后会自动发送。',
    overloaded: '房间繁忙，消息稍后会自动发送。',
    rate_limited: '请求过于频繁，消息稍后会自动发送。',
    internal: '服务器出错了，消息会在恢复后自动发送。',
    room_full: '房间已满，有人离开后你会自动进入。',
  },
  bannedForGood: '你已被永久封禁，无法进入这个房间。',
  bannedUntil: (time) => `你已被封禁至 ${time}，在此之前无法进入这个房间。`,
  banOver: '你的封禁已到期。',
  connectAgain: '重新连接',
  useHere: '在此使用',
  enterPassphrase: '输入口令',
  unkept: {
    all: `浏览器没有为本站保存任何数据。关闭或刷新页面后，你的房间、名字、草稿和未发送的消息都会丢失。${keepMore}`,
    settings: `浏览器没有保存你的房间、名字和草稿，关闭或刷新页面后会丢失。${keepMore}`,
    messages: `浏览器没有保存你的身份，你目前是访客。关闭或刷新页面后，未发送的消息会丢失。${keepMore}`,
  },
  newVersion: '有新版本可用。',
  takeNewVersion: '刷新',
};
