/** The diagnostics page in English: the measure for every other language. */

import type { EndCause, Fault, Finding } from '../../protocol/diagnostics.ts';

const faults: Record<Fault, { name: string; none: string }> = {
  leaked_close: { name: 'Leaked closes', none: 'Every socket that was closed is gone, or was closed just now.' },
  failed_send: { name: 'Failed sends without a leave', none: 'Whoever could not be sent to has left.' },
  heartbeat: { name: 'Heartbeat', none: 'Clients ping, dead ones would be found, and the times fit.' },
};

const causes: Record<EndCause, string> = {
  clean: 'said goodbye',
  replaced: 'same session again',
  lost: 'line lost',
  heartbeat: 'went silent',
  slow: 'read too slowly',
  failed_send: 'could not be sent to',
  error: 'protocol error',
  bad_input: 'bad frames',
  abuse: 'abuse',
  kicked: 'removed',
  banned: 'banned',
  overloaded: 'too much',
  server: 'by the server',
};

const evidence: Record<string, string> = {
  sockets: 'sockets',
  connections: 'connections',
  oldestMs: 'oldest for',
  boundMs: 'reported after',
  intervalMs: 'ping interval',
  timeoutMs: 'timeout',
  hiddenTabMs: 'hidden tabs need',
  never: 'never pinged',
  due: 'of',
  reaped: 'closed by heartbeat',
  talking: 'of these talked',
  lateMs: 'overdue by',
};

export const en = {
  title: 'Diagnostics',
  which: 'Which room?',
  show: 'Show',
  loading: 'Asking the room …',
  badRoom: (raw: string) => `There can be no room “${raw}”.`,
  forbidden: 'Shown on the room’s own machine only',
  forbiddenLong:
    'Open this page by the name localhost on the machine where the server runs, and not through a proxy. For a deployed room read the log: every ended connection says why.',
  failed: 'The room did not answer.',
  stale: (time: string) => `The room does not answer. What stands here is of ${time}.`,
  asOf: (time: string) => `As of ${time}`,
  refresh: 'Refresh',
  watch: 'Every 5 s',
  watchHint: 'As long as it is asked every 5 seconds, it does not sleep.',

  members: 'Members',
  open: 'Connections',
  events: 'Newest event',
  nextCheck: 'Next look for dead peers',
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
  /** In English a finding is told in the server’s own words. */
  findings: {} as Partial<
    Record<string, { what: (evidence: Finding['evidence'], time: (ms: number) => string) => string; todo: string }>
  >,

  counters: 'Counters',
  countersNote: (time: string) =>
    `Since the room last woke, ${time} ago. It keeps them in memory, since storing them would cost rows; so how often it woke is not known either.`,
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
    logged: 'Log lines of ends',
    unsampled: 'Good ends not logged',
    leftOut: 'Faults left out of the log',
  },
  causes,
  nothingEnded: 'None has ended.',
  nothingRefused: 'Nothing was refused.',

  connections: 'Connections',
  noConnections: 'Nobody is here.',
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
