/**
 * What a room reports about itself to operators and moderators: ended connections, counters and faults. It never
 * contains message texts, names or tokens.
 */

import type { ErrorCode } from './codes.ts';

/** Why a connection ended. `clean` and `replaced` are normal; all other causes point to a problem. */
export const END_CAUSES = [
  /** The client closed with 1000, 1001, no code, or an application code of its own. */
  'clean',
  /** The same session connected again on another socket. */
  'replaced',
  /** The network connection broke (1006), or the client gave it up in order to resume (4100). */
  'lost',
  /** Nothing arrived within the heartbeat timeout. */
  'heartbeat',
  /** Too much data was waiting to be sent. */
  'slow',
  /** The runtime threw when sending to the connection. */
  'failed_send',
  /** A WebSocket protocol error, reported by the runtime or by the client. */
  'error',
  /** A frame that no well-behaved client sends: binary, or far too large. */
  'bad_input',
  'abuse',
  'kicked',
  'banned',
  /** The room could not keep up or was over its limits. */
  'overloaded',
  /** The server ended the connection for its own reasons: a restart, a fault, or an expired right. */
  'server',
] as const;
export type EndCause = (typeof END_CAUSES)[number];

/** Counted since the object last started. The counters are not stored. */
export interface Counters {
  opened: number;
  ended: Partial<Record<EndCause, number>>;
  framesIn: number;
  framesOut: number;
  /**
   * Characters as JavaScript counts them, in UTF-16 units. Each is one byte if it is ASCII, and up to three bytes
   * otherwise.
   */
  charsIn: number;
  charsOut: number;
  /** Frames for which the runtime's `send` threw. */
  failedSends: number;
  /** Events that were given a place in the log. */
  admitted: number;
  /** Events that were stored. */
  stored: number;
  /** Storage transactions that wrote these events. */
  flushes: number;
  /** Transactions that failed and therefore stored nothing. */
  storageFailures: number;
  /** Events × other connections present when they were stored: the frames sent, not counting acks. */
  deliveries: number;
  /** Notices of members joining, leaving or changing their name. One notice may cover several members. */
  notices: number;
  /** Non-fatal refusals. */
  errors: Partial<Record<ErrorCode, number>>;
  /** SQLite rows as billed, without those for alarms. */
  rowsRead: number;
  rowsWritten: number;
  /** Log lines written for ended connections, and log lines left out because of sampling or the limit per minute. */
  logged: number;
  unsampled: number;
  leftOut: number;
}

/** The three kinds of fault that the diagnostics page distinguishes. */
export const FAULTS = ['leaked_close', 'failed_send', 'heartbeat'] as const;
export type Fault = (typeof FAULTS)[number];

/** Each specific finding and the kind of fault that it belongs to. */
export const REASONS = {
  /** Sockets that the room closed are still listed by the runtime. */
  unanswered: 'leaked_close',
  /** Sending to a connection failed, but the connection is still counted. */
  no_leave: 'failed_send',
  /** A connection is counted although the runtime no longer lists its socket. */
  unlisted: 'failed_send',
  /** No alarm is set, or it is overdue, so dead peers are not detected. */
  no_alarm: 'heartbeat',
  /** The interval is so long that clients which ping on schedule are still closed. */
  interval_too_long: 'heartbeat',
  /** The timeout is so short that hidden tabs, whose timers browsers throttle, can't ping in time. */
  timeout_too_short: 'heartbeat',
  /** Connections that should have pinged by now never have. */
  never_pings: 'heartbeat',
  /** Every client that the heartbeat closed had sent frames but never a ping. */
  reaped_talking: 'heartbeat',
} as const satisfies Record<string, Fault>;
export type Reason = keyof typeof REASONS;

export interface Finding {
  fault: Fault;
  reason: Reason;
  /** `fault`: something doesn't work. `warning`: it works, but will soon fail or already fails for some clients. */
  severity: 'fault' | 'warning';
  /** A description in English. */
  what: string;
  /** The measurements behind the finding. Names that end in `Ms` are milliseconds. */
  evidence: Readonly<Record<string, number>>;
  todo: string;
}

/** One connection, with only what operators need. */
export interface ConnectionReport {
  /** The first characters of the connection id, as in the log. */
  id: string;
  kind: 'v1' | 'base';
  /**
   * `closing`: the room has closed it and the peer hasn't answered yet. `unlisted`: counted, but the runtime has no
   * such socket.
   */
  state: 'open' | 'closing' | 'unlisted';
  ageMs: number;
  /** Milliseconds since the last frame, or the last ping that the runtime answered. */
  heardMs: number;
  /** Whether the runtime has ever answered a ping on this connection. */
  pinged: boolean;
  /** Bytes waiting to be sent, now and at their maximum; `null` where the runtime doesn't report them. */
  buffered: number | null;
  maxBuffered: number | null;
  framesIn: number;
  framesOut: number;
  failedSends: number;
}

/** The maximum number of connections listed in a report. Connections with a problem come first, then the oldest. */
export const CONNECTIONS_LISTED = 200;

/** The answer of `GET /api/rooms/:room/diagnostics`. */
export interface RoomReport {
  /**
   * The first characters of the object's id, which the log calls `room`. The room's name would let readers of the log
   * enter the room.
   */
  room: string;
  /** Unix milliseconds, like the other times here. */
  ts: number;
  /**
   * When this instance of the object started. The counters start at the same time, because a room loses them when it
   * hibernates.
   */
  since: number;
  members: number;
  /** Connections that count as present. */
  open: number;
  /** Sockets that the room closed and the runtime still lists. */
  closing: number;
  /** The newest `seq`. */
  seq: number;
  /** When the room next looks for dead peers. */
  alarmAt: number | null;
  heartbeat: { intervalMs: number; timeoutMs: number };
  counters: Counters;
  findings: Finding[];
  connections: ConnectionReport[];
  /** How many connections were left out of the list. */
  more: number;
}
