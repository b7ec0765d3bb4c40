/** The diagnostics page in Chinese. */

import type { DiagnosticsWords } from './diagnostics.en.ts';

export const zh: DiagnosticsWords = {
  title: '诊断',
  which: '哪个房间？',
  show: '查看',
  loading: '正在询问房间……',
  badRoom: (raw) => `“${raw}”不能用作房间名称。`,
  forbidden: '只能在房间所在的机器上查看',
  forbiddenLong:
    '请在运行服务器的机器上用 localhost 打开本页，不要经过代理。已部署的房间请看日志：每个结束的连接都写明了原因。',
  failed: '房间没有回应。',
  stale: (time) => `房间没有回应。这里显示的是 ${time} 的情况。`,
  asOf: (time) => `截至 ${time}`,
  refresh: '刷新',
  watch: '每 5 秒',
  watchHint: '只要每 5 秒询问一次，它就不会休眠。',

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
    leaked_close: { name: '关闭泄漏', none: '关闭过的连接都已消失，或者刚刚关闭。' },
    failed_send: { name: '发送失败却没有离开', none: '发送失败的连接都已离开。' },
    heartbeat: { name: '心跳', none: '客户端会发心跳，失联的能被发现，时间设置也合适。' },
  },
  none: '无',
  severity: { fault: '故障', warning: '警告' },
  todo: '怎么办',
  evidence: {
    sockets: '套接字',
    connections: '连接',
    oldestMs: '最久已有',
    boundMs: '超过即报告',
    intervalMs: '心跳间隔',
    timeoutMs: '超时',
    hiddenTabMs: '后台标签页需要',
    never: '从未发心跳',
    due: '总数',
    reaped: '被心跳关闭',
    talking: '其中发过消息',
    lateMs: '已迟到',
  },
  findings: {
    unanswered: {
      what: ({ sockets = 0, oldestMs = 0 }, time) =>
        `${sockets} 个套接字已经关闭却仍被列出，最久的已有 ${time(oldestMs)}。`,
      todo: '对方没有回应关闭：网络断了、程序卡住，或者代理占着连接。这些套接字不计入任何东西，TCP 连接结束后运行时会移除它们。如果越来越多，请找出忽略关闭帧的客户端（日志里有原因），或者缩短前面代理的空闲超时。',
    },
    no_leave: {
      what: ({ connections = 0 }) => `${connections} 个连接发送失败，却仍被算作在线。`,
      todo: '有什么绕过房间关闭了套接字。下一个发给所有人的事件会移除这样的连接，静默超过心跳超时也会。出现这种情况本身就是程序错误：请在日志里找同一时间的错误行，一并报告。',
    },
    unlisted: {
      what: ({ connections = 0 }) => `${connections} 个连接被算作在线，但运行时已经没有它的套接字了。`,
      todo: '套接字结束了，离开却没有执行。下一个事件会移除这样的连接，房间重启会移除全部。这是程序错误：请在日志里找错误行，一并报告。',
    },
    no_alarm: {
      what: ({ connections = 0, lateMs }, time) =>
        lateMs === undefined
          ? `有 ${connections} 个连接，却没有设置闹钟：没有人在检查失联的连接。`
          : `检查失联连接的闹钟迟到了 ${time(lateMs)}。`,
      todo: '在重新设置闹钟之前，失联的人会一直留在成员列表里；下一次连接会重新设置它。如果闹钟丢失，请在日志里找它的错误行：运行时在失败六次后会放弃。',
    },
    interval_too_long: {
      what: ({ intervalMs = 0, timeoutMs = 0 }, time) =>
        `客户端每 ${time(intervalMs)}发一次心跳，最多晚五分之一；静默 ${time(timeoutMs)}就会被关闭：有些客户端守规矩也会被断开。`,
      todo: '把 HEARTBEAT_INTERVAL_S 设为 HEARTBEAT_TIMEOUT_S 的三分之一或更短，这样丢一次心跳也没关系。',
    },
    timeout_too_short: {
      what: ({ timeoutMs = 0 }, time) => `静默 ${time(timeoutMs)}就会被关闭，但浏览器只让后台标签页每分钟发一次心跳。`,
      todo: '把 HEARTBEAT_TIMEOUT_S 设为 75 或更长（默认 95），否则人们一切换标签页就会掉线。',
    },
    never_pings: {
      what: ({ never = 0, due = 0, boundMs = 0, timeoutMs = 0 }, time) =>
        `${due} 个超过 ${time(boundMs)}的连接中，有 ${never} 个从未发过心跳。除非一直说话，静默 ${time(timeoutMs)}后就会被关闭。`,
      todo: '客户端必须发送文本帧，内容正好是 ping 四个字母，至少每 HEARTBEAT_INTERVAL_S 一次。协议的控制帧、带换行的“ping”和 JSON 都不算。',
    },
    reaped_talking: {
      what: ({ reaped = 0 }) =>
        `被心跳关闭的 ${reaped} 个连接全都发过消息，却从未发过心跳：客户端活着，心跳没有来或来得太晚。`,
      todo: '请把客户端的间隔与 HEARTBEAT_TIMEOUT_S 比较：间隔必须更短，发送的内容必须正好是 ping。',
    },
  },

  counters: '计数',
  countersNote: (time) =>
    `自房间上次醒来起，也就是 ${time}前。计数只在内存里，因为存储要多写行；所以也不知道它醒过多少次。`,
  groups: { traffic: '流量', events: '事件', storage: '存储与日志', ended: '结束的连接', errors: '被拒绝的请求' },
  counter: {
    opened: '打开的连接',
    framesIn: '收到的帧',
    framesOut: '发出的帧',
    charsIn: '收到的字符',
    charsOut: '发出的字符',
    failedSends: '发送失败',
    admitted: '已接受',
    stored: '已存储',
    perFlush: '每个事务',
    deliveries: '送达',
    notices: '通知',
    flushes: '事务',
    storageFailures: '失败的事务',
    rowsWritten: '写入行数',
    rowsRead: '读取行数',
    logged: '结束的日志行',
    unsampled: '未记录的正常结束',
    leftOut: '日志略去的故障',
  },
  causes: {
    clean: '正常告别',
    replaced: '同一会话重连',
    lost: '断线',
    heartbeat: '静默超时',
    slow: '读得太慢',
    failed_send: '发送失败',
    error: '协议错误',
    bad_input: '无效的帧',
    abuse: '滥用',
    kicked: '被移出',
    banned: '被封禁',
    overloaded: '过载',
    server: '服务器结束',
  },
  nothingEnded: '没有连接结束。',
  nothingRefused: '没有请求被拒绝。',

  connections: '连接',
  noConnections: '没有人在。',
  andMore: (count) => `还有 ${count} 个`,
  column: {
    id: '编号',
    kind: '类型',
    state: '状态',
    age: '时长',
    heard: '最近消息',
    pinged: '心跳',
    buffered: '未发送',
    framesIn: '收',
    framesOut: '发',
  },
  kinds: { v1: 'parley.v1', base: '基础' },
  states: { open: '打开', closing: '关闭中', unlisted: '无套接字' },
  failedSends: (count) => `${count} 次失败`,
  yes: '有',
  no: '从未',
  ago: (time) => `${time}前`,
  bytes: (kilobytes) => `${kilobytes} KB`,
  units: { d: '天', h: '小时', min: '分钟', s: '秒' },
};
