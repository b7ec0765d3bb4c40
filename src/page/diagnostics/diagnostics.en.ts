/** The words of the diagnostics page in English. Other languages have the same keys. */

import type { EndCause, Fault, Finding } from '../../protocol/diagnostics.ts';

const faults: Record<Fault, { name: string; none: string }> = {
  leaked_close: { name: 'Leaked closes', none: 'All closed sockets are gone, or were closed just now.' },
  failed_send: { name: 'Failed sends without a leave', none: 'Every connection with a failed send has left.' },
  heartbeat: {
    name: 'Heartbeat',
    none: 'Clients send pings, dead connections are detected, and the timeouts are set correctly.',
  },
};

const causes: Record<EndCause, string> = {
  clean: 'closed normally',
  replaced: 'session reconnected',
  lost: 'connection lost',
  heartbeat: 'heartbeat timeout',
  slow: 'reading too slowly',
  failed_send: 'failed send',
  error: 'protocol error',
  bad_input: 'invalid frames',
  abuse: 'abuse',
  kicked: 'removed',
  banned: 'banned',
  overloaded: 'overloaded',
  server: 'closed by the server',
};

const evidence: Record<string, string> = {
  sockets: 'sockets',
  connections: 'connections',
  oldestMs: 'oldest',
  boundMs: 'reported after',
  intervalMs: 'ping interval',
  timeoutMs: 'timeout',
  hiddenTabMs: 'needed by hidden tabs',
  never: 'never pinged',
  due: 'in total',
  reaped: 'closed by heartbeat',
  talking: 'of these sent messages',
  lateMs: 'overdue by',
};

export const en = {
  title: 'Diagnostics',
  which: 'Which room?',
  show: 'Show',
  loading: 'Loading…',
  badRoom: (raw: string) => `“${raw}” isn’t a valid room name.`,
  forbidden: 'Only available on the machine that runs the server',
  forbiddenLong:
    'Open this page as localhost on that machine, and not through a proxy. For a deployed room, see the log: it says why each connection ended.',
  failed: 'The room did not answer.',
  stale: (time: string) => `The room did not answer. This report is from ${time}.`,
  asOf: (time: string) => `As of ${time}`,
  refresh: 'Refresh',
  watch: 'Every 5 s',
  watchHint: 'While this page refreshes every 5 seconds, the room doesn’t hibernate.',

  members: 'Members',
  open: 'Connections',
  events: 'Newest event',
  nextCheck: 'Next check for dead connections',
  noCheck: 'not set',
  inTime: (time: string) => `in ${time}`,
  now: 'now',
  unknown: '–',

  faults: 'Faults',
  faultNames: faults,
  none: 'None',
  severity: { fault: 'Fault', warning: 'Warning' },
  todo: 'What to do',
  evidence,
  /** Empty: the server’s own findings are in English. */
  findings: {} as Partial<
    Record<string, { what: (evidence: Finding['evidence'], time: (ms: number) => string) => string; todo: string }>
  >,

  counters: 'Counters',
  countersNote: (time: string) =>
    `Since the room last woke up, ${time} ago. Counters are only kept in memory, because storing them would cost database rows.`,
  groups: {
    traffic: 'Traffic',
    events: 'Events',
    storage: 'Storage and log',
    ended: 'Ended connections',
    errors: 'Refused requests',
  },
  counter: {
    opened: 'Connections opened',
    framesIn: 'Frames in',
    framesOut: 'Frames out',
    charsIn: 'Characters in',
    charsOut: 'Characters out',
    failedSends: 'Failed sends',
    admitted: 'Admitted',
    stored: 'Stored',
    perFlush: 'Per transaction',
    deliveries: 'Deliveries',
    notices: 'Notices',
    flushes: 'Transactions',
    storageFailures: 'Failed transactions',
    rowsWritten: 'Rows written',
    rowsRead: 'Rows read',
    logged: 'Disconnects logged',
    unsampled: 'Normal disconnects not logged',
    leftOut: 'Faults not logged',
  },
  causes,
  nothingEnded: 'No connection has ended.',
  nothingRefused: 'No request was refused.',

  connections: 'Connections',
  noConnections: 'No connections.',
  andMore: (count: string) => `and ${count} more`,
  column: {
    id: 'Id',
    kind: 'Kind',
    state: 'State',
    age: 'Age',
    heard: 'Last heard',
    pinged: 'Pings',
    buffered: 'Unsent',
    framesIn: 'In',
    framesOut: 'Out',
  },
  kinds: { v1: 'parley.v1', base: 'base' },
  states: { open: 'open', closing: 'closing', unlisted: 'no socket' },
  failedSends: (count: string) => `${count} failed`,
  yes: 'yes',
  no: 'never',
  ago: (time: string) => `${time} ago`,
  bytes: (kilobytes: string) => `${kilobytes} KB`,
  units: { d: 'd', h: 'h', min: 'min', s: 's' },
};

export type DiagnosticsWords = typeof en;
