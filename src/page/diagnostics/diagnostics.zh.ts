/** The words of the diagnostics page in Chinese. */

import type { DiagnosticsWords } from './diagnostics.en.ts';

export const zh: DiagnosticsWords = {
  title: '诊断',
  which: '哪个房间？',
  show: '查看',
  loading: '正在加载……',
  badRoom: (raw) => `“${raw}”不是有效的房间名称。`,
  forbidden: '只能在运行服务器的机器上查看',
  forbiddenLong:
    '请在该机器上用 localhost 打开本页，不要经过代理。已部署的房间请查看日志，其中记录了每个连接断开的原因。',
  failed: '房间没有响应。',
  stale: (time) => `房间没有响应，以下是 ${time} 的数据。`,
  asOf: (time) => `截至 ${time}`,
  refresh: '刷新',
  watch: '每 5 秒刷新',
  watchHint: '自动刷新期间，房间不会休眠。',

  members: '成员',
  open: '连接',
  events: '最新事件',
  nextCheck: '下次检查失联连接',
  noCheck: '未设置',
  inTime: (time) => `${time}后`,
  now: '现在',
  unknown: '–',

  faults: '故障',
  faultNames: {
    leaked_close: { name: '关闭后未释放', none: '已关闭的套接字均已释放（刚刚关闭的除外）。' },
    failed_send: { name: '发送失败但未离开', none: '发送失败的连接均已离开。' },
    heartbeat: { name: '心跳', none: '客户端正常发送心跳，失联连接能被发现，超时设置合理。' },
  },
  none: '无',
  severity: { fault: '故障', warning: '警告' },
  todo: '处理建议',
  evidence: {
    sockets: '套接字',
    connections: '连接',
    oldestMs: '最长已持续',
    boundMs: '报告阈值',
    intervalMs: '心跳间隔',
    timeoutMs: '超时',
    hiddenTabMs: '后台标签页所需',
    never: '从未发送心跳',
    due: '总数',
    reaped: '心跳超时关闭',
    talking: '其中发过消息的',
    lateMs: '已延迟',
  },
  findings: {
    unanswered: {
      what: ({ sockets = 0, oldestMs = 0 }, time) =>
        `${sockets} 个套接字已关闭但仍在列表中，最长的已持续 ${time(oldestMs)}。`,
      todo: '对方没有响应关闭帧：可能是网络中断、程序卡住，或代理未释放连接。这些套接字不计入任何统计，TCP 连接结束后由运行时移除。如果数量持续增加，请找出忽略关闭帧的客户端（原因见日志），或缩短代理的空闲超时。',
    },
    no_leave: {
      what: ({ connections = 0 }) => `${connections} 个连接发送失败，但仍计为在线。`,
      todo: '套接字未经房间就被关闭。下一个广播事件或心跳超时会移除这些连接。这属于程序错误：请在日志中查找同一时间的错误，一并报告。',
    },
    unlisted: {
      what: ({ connections = 0 }) => `${connections} 个连接计为在线，但运行时中已没有对应的套接字。`,
      todo: '套接字已结束，但没有执行离开流程。下一个事件会移除这些连接，重启房间会移除全部。这属于程序错误：请在日志中查找错误，一并报告。',
    },
    no_alarm: {
      what: ({ connections = 0, lateMs }, time) =>
        lateMs === undefined
          ? `有 ${connections} 个连接，但没有设置定时器，无法检查失联的连接。`
          : `检查失联连接的定时器已延迟 ${time(lateMs)}。`,
      todo: '在重新设置定时器（alarm）之前，失联的成员会一直留在成员列表中；下一次有人连接时会重新设置。如果定时器丢失，请在日志中查找相关错误：连续失败六次后，运行时会放弃重试。',
    },
    interval_too_long: {
      what: ({ intervalMs = 0, timeoutMs = 0 }, time) =>
        `客户端每 ${time(intervalMs)}发送一次心跳，实际间隔最多延长五分之一；连接静默 ${time(timeoutMs)}就会被关闭，因此正常的客户端也可能被断开。`,
      todo: '请将 HEARTBEAT_INTERVAL_S 设为 HEARTBEAT_TIMEOUT_S 的三分之一或更短，以容许丢失一次心跳。',
    },
    timeout_too_short: {
      what: ({ timeoutMs = 0 }, time) =>
        `连接静默 ${time(timeoutMs)}就会被关闭，但浏览器的后台标签页每分钟只能发送一次心跳。`,
      todo: '请将 HEARTBEAT_TIMEOUT_S 设为 75 或更长（默认 95），否则用户切换标签页后会掉线。',
    },
    never_pings: {
      what: ({ never = 0, due = 0, boundMs = 0, timeoutMs = 0 }, time) =>
        `${due} 个已持续超过 ${time(boundMs)}的连接中，有 ${never} 个从未发送心跳。静默 ${time(timeoutMs)}后，这些连接会被关闭。`,
      todo: '客户端必须至少每 HEARTBEAT_INTERVAL_S 秒发送一个内容恰好为 ping 的文本帧。WebSocket 控制帧、带换行的“ping”和 JSON 均无效。',
    },
    reaped_talking: {
      what: ({ reaped = 0 }) =>
        `因心跳超时而关闭的 ${reaped} 个连接都发送过消息：客户端其实在线，只是没有发送心跳，或发送得太晚。`,
      todo: '请检查客户端的心跳间隔：必须短于 HEARTBEAT_TIMEOUT_S，且发送内容必须恰好为 ping。',
    },
  },

  counters: '计数',
  countersNote: (time) => `自房间上次唤醒（${time}前）起。为避免额外写入，计数仅保存在内存中。`,
  groups: { traffic: '流量', events: '事件', storage: '存储与日志', ended: '已断开的连接', errors: '被拒绝的请求' },
  counter: {
    opened: '已建立的连接',
    framesIn: '收到的帧',
    framesOut: '发出的帧',
    charsIn: '收到的字符',
    charsOut: '发出的字符',
    failedSends: '发送失败',
    admitted: '已接受',
    stored: '已存储',
    perFlush: '每个事务的事件数',
    deliveries: '送达次数',
    notices: '通知',
    flushes: '事务',
    storageFailures: '失败的事务',
    rowsWritten: '写入行数',
    rowsRead: '读取行数',
    logged: '已记入日志的断开',
    unsampled: '未记入日志的正常断开',
    leftOut: '未记入日志的故障',
  },
  causes: {
    clean: '正常关闭',
    replaced: '同一会话重连',
    lost: '连接中断',
    heartbeat: '心跳超时',
    slow: '读取过慢',
    failed_send: '发送失败',
    error: '协议错误',
    bad_input: '无效帧',
    abuse: '滥用',
    kicked: '被移出',
    banned: '被封禁',
    overloaded: '过载',
    server: '由服务器关闭',
  },
  nothingEnded: '尚无连接断开。',
  nothingRefused: '尚无请求被拒绝。',

  connections: '连接',
  noConnections: '没有连接。',
  andMore: (count) => `还有 ${count} 个`,
  column: {
    id: '编号',
    kind: '类型',
    state: '状态',
    age: '时长',
    heard: '最近活动',
    pinged: '心跳',
    buffered: '未发送',
    framesIn: '收',
    framesOut: '发',
  },
  kinds: { v1: 'parley.v1', base: '基础' },
  states: { open: '已连接', closing: '正在关闭', unlisted: '无套接字' },
  failedSends: (count) => `${count} 次失败`,
  yes: '有',
  no: '从未',
  ago: (time) => `${time}前`,
  bytes: (kilobytes) => `${kilobytes} KB`,
  units: { d: '天', h: '小时', min: '分钟', s: '秒' },
};
