/** What a room tells operators and moderators about itself: ends of connections, counters, and faults by name. Never texts, names or tokens. */

import type { ErrorCode } from './codes.ts';

/** Why a connection ended. The first two are how it should be; every other is a fault of somebody's. */
export const END_CAUSES = [
  /** The client said goodbye: 1000, 1001, no code, or a code of its own. */
  'clean',
  /** The same session connected again. */
  'replaced',
  /** The line broke (1006), or the client gave it up to resume (4100). */
  'lost',
  /** Silent for the heartbeat timeout. */
  'heartbeat',
  /** Too much waited unsent. */
  'slow',
  /** The runtime refused to send to it. */
  'failed_send',
  /** A protocol error, by the runtime's judgement or by the client's. */
  'error',
  /** A frame that no honest client sends: binary, or far too large. */
  'bad_input',
  'abuse',
  'kicked',
  'banned',
  /** The room could not keep up, or was asked too much. */
  'overloaded',
  /** The server ended it for a reason of its own: a restart, a fault, a right that ran out. */
  'server',
] as const;
export type EndCause = (typeof END_CAUSES)[number];

/** Since the object was last started: nothing of it is stored. */
export interface Counters {
  opened: number;
  ended: Partial<Record<EndCause, number>>;
  framesIn: number;
  framesOut: number;
  /** Characters as JavaScript counts them, UTF-16 units: as many bytes if it is ASCII, up to three times as many if not. */
  charsIn: number;
  charsOut: number;
  /** Frames that the runtime refused to send. */
  failedSends: number;
  /** Events that got a place in the log … */
  admitted: number;
  /** … and those that are stored. */
  stored: number;
  /** Storage transactions for them. */
  flushes: number;
  /** Transactions that failed, and stored nothing. */
  storageFailures: number;
  /** Events × the other connections that were here when they were stored: what went out without acknowledgements. */
  deliveries: number;
  /** Notices of who came, went or changed name; each may tell of many. */
  notices: number;
  /** Non-fatal refusals. */
  errors: Partial<Record<ErrorCode, number>>;
  /** Of SQLite, as billed; alarms aside. */
  rowsRead: number;
  rowsWritten: number;
  /** Lines of ended connections that the log got, and those left out: sampled away, and over the limit of a minute. */
  logged: number;
  unsampled: number;
  leftOut: number;
}

/** The three faults that the view tells apart. */
export const FAULTS = ['leaked_close', 'failed_send', 'heartbeat'] as const;
export type Fault = (typeof FAULTS)[number];

/** What exactly was found, of which fault. */
export const REASONS = {
  /** Sockets that were closed are still listed. */
  unanswered: 'leaked_close',
  /** A connection could not be sent to, and is still counted. */
  no_leave: 'failed_send',
  /** A connection is counted whose socket is no longer listed. */
  unlisted: 'failed_send',
  /** No alarm is set, or it is overdue: nobody looks for dead peers. */
  no_alarm: 'heartbeat',
  /** Clients that ping as they are told are closed all the same. */
  interval_too_long: 'heartbeat',
  /** Hidden tabs can't ping as often. */
  timeout_too_short: 'heartbeat',
  /** Connections that should have pinged by now never did. */
  never_pings: 'heartbeat',
  /** Everybody whom the heartbeat closed had talked and never pinged. */
  reaped_talking: 'heartbeat',
} as const satisfies Record<string, Fault>;
export type Reason = keyof typeof REASONS;

export interface Finding {
  fault: Fault;
  reason: Reason;
  /** `fault`: something does not work. `warning`: it works, and will not for long or for everybody. */
  severity: 'fault' | 'warning';
  /** In plain English. */
  what: string;
  /** The numbers behind it; names that end in `Ms` are milliseconds. */
  evidence: Readonly<Record<string, number>>;
  todo: string;
}

/** One connection, as far as operators need to know. */
export interface ConnectionReport {
  /** The first characters of the connection's id, as in the log. */
  id: string;
  kind: 'v1' | 'base';
  /** `closing`: closed by the room, not yet by its peer. `unlisted`: counted, but the runtime has no such socket. */
  state: 'open' | 'closing' | 'unlisted';
  ageMs: number;
  /** Since anything was heard: a frame, or a ping that the runtime answered. */
  heardMs: number;
  /** Whether the runtime ever answered a ping of it. */
  pinged: boolean;
  /** Bytes that wait unsent, now and at most; `null` where the runtime doesn't tell. */
  buffered: number | null;
  maxBuffered: number | null;
  framesIn: number;
  framesOut: number;
  failedSends: number;
}

/** At most so many connections are listed; the troubled ones first, then the oldest. */
export const CONNECTIONS_LISTED = 200;

/** The answer of `GET /api/rooms/:room/diagnostics`. */
export interface RoomReport {
  /** The first characters of the object's id: `room` in the log. The name would let readers of the log in. */
  room: string;
  /** Unix milliseconds, as are the other times. */
  ts: number;
  /** When this instance of the object started. Counters begin there: a room that slept forgets them. */
  since: number;
  members: number;
  /** Connections that count. */
  open: number;
  /** Sockets closed by the room that the runtime still lists. */
  closing: number;
  /** The newest place in the log. */
  seq: number;
  /** When dead peers are looked for next. */
  alarmAt: number | null;
  heartbeat: { intervalMs: number; timeoutMs: number };
  counters: Counters;
  findings: Finding[];
  connections: ConnectionReport[];
  /** How many more there are. */
  more: number;
}
