/**
 * Finds what is wrong with a room, such as leaked closes, failed sends without a leave, or a heartbeat that can't work.
 * Pure functions.
 */

import { type Finding, REASONS, type Reason } from '../../protocol/diagnostics.ts';
import type { Heartbeat } from '../../protocol/heartbeat.ts';

/** A close that is unanswered for this long has leaked. A working peer answers within a round trip. */
const LEAK_MS = 30_000;
/**
 * The longest time between two pings of a hidden tab, since browsers throttle its timers to one a minute. The timeout
 * must be longer.
 */
const HIDDEN_TAB_MS = 75_000;
/**
 * Clients wait up to a fifth longer than the interval between pings, so that they don't ping in step (docs/protocol.md,
 * heartbeat).
 */
const JITTER = 1.2;
/** An alarm that is later than this is lost. */
const ALARM_LATE_MS = 60_000;

/** The state of one connection. Times are Unix milliseconds. */
export interface Standing {
  joined: number;
  /** When its last ping was answered. */
  pingedAt: number | undefined;
  /** When the room closed the connection. */
  goneAt: number | undefined;
  /** When a send to the connection first failed. */
  failedAt: number | undefined;
  /** The runtime lists its socket. */
  listed: boolean;
}

/** Connections that the heartbeat has closed since the object started. */
export interface Reaped {
  total: number;
  /** Of these, the connections that sent frames but never a ping. */
  talking: number;
}

export interface Situation {
  now: number;
  connections: readonly Standing[];
  heartbeat: Heartbeat;
  /** When the alarm is due; `null` if none is set. */
  alarmAt: number | null;
  reaped: Reaped;
}

/** All findings, faults before warnings. */
export function findFaults(situation: Situation): Finding[] {
  const findings = [leakedCloses, failedSends, unlisted, alarm, intervals, silentClients, reapedTalking]
    .map((find) => find(situation))
    .filter((found) => found !== undefined);
  return findings.sort((a, b) => Number(b.severity === 'fault') - Number(a.severity === 'fault'));
}

function leakedCloses({ now, connections }: Situation): Finding | undefined {
  const ages = connections.flatMap(({ goneAt }) =>
    goneAt !== undefined && now - goneAt > LEAK_MS ? now - goneAt : [],
  );
  if (ages.length === 0) return undefined;
  const evidence = { sockets: ages.length, oldestMs: Math.max(...ages), boundMs: LEAK_MS };
  return finding(
    'unanswered',
    'warning',
    `${plural(ages.length, 'socket was', 'sockets were')} closed and ${ages.length === 1 ? 'is' : 'are'} still listed, the oldest for ${seconds(evidence.oldestMs)}.`,
    evidence,
    'The peer never answered the close. Its network may be gone, its program may hang, or a proxy may keep the connection open. Such sockets don’t count as connections, and the runtime drops them when their TCP connection ends. If their number grows, find the client that ignores close frames (the log has its cause), or shorten the idle timeout of the proxy in front.',
  );
}

function failedSends({ now, connections }: Situation): Finding | undefined {
  const ages = connections.flatMap(({ goneAt, failedAt }) =>
    goneAt === undefined && failedAt !== undefined ? now - failedAt : [],
  );
  if (ages.length === 0) return undefined;
  return finding(
    'no_leave',
    'fault',
    `Sending failed on ${plural(ages.length, 'connection', 'connections')} that ${ages.length === 1 ? 'is' : 'are'} still counted as present.`,
    { connections: ages.length, oldestMs: Math.max(...ages) },
    'Something closed the socket without telling the room. The next event for everybody or the heartbeat timeout removes such a connection. This is a bug, so look for an error line in the log from about that time, and report both.',
  );
}

function unlisted({ connections }: Situation): Finding | undefined {
  const missing = connections.filter(({ goneAt, listed }) => goneAt === undefined && !listed).length;
  if (missing === 0) return undefined;
  return finding(
    'unlisted',
    'fault',
    `${plural(missing, 'connection is', 'connections are')} counted as present, but the runtime no longer has a socket for ${missing === 1 ? 'it' : 'them'}.`,
    { connections: missing },
    'A socket ended without a leave. The next event removes such a connection, and a restart of the room removes all of them. This is a bug, so look for an error line in the log, and report both.',
  );
}

function alarm({ now, connections, alarmAt }: Situation): Finding | undefined {
  const open = connections.filter(({ goneAt }) => goneAt === undefined).length;
  const lateMs = alarmAt === null ? undefined : now - alarmAt;
  if (open === 0 || (lateMs !== undefined && lateMs <= ALARM_LATE_MS)) return undefined;
  return finding(
    'no_alarm',
    'fault',
    lateMs === undefined
      ? `${plural(open, 'connection is', 'connections are')} open, but no alarm is set, so dead peers are not detected.`
      : `The alarm that detects dead peers is overdue by ${seconds(lateMs)}.`,
    { connections: open, ...(lateMs === undefined ? {} : { lateMs }) },
    'Dead peers stay in the member list until the alarm is set again, which the next connection does. If the alarm was lost, look for its error line in the log. The runtime gives up on an alarm that failed six times.',
  );
}

function intervals({ heartbeat: { intervalMs, timeoutMs } }: Situation): Finding | undefined {
  const evidence = { intervalMs, timeoutMs };
  if (intervalMs * JITTER >= timeoutMs)
    return finding(
      'interval_too_long',
      'fault',
      `Clients wait up to ${seconds(intervalMs * JITTER)} between pings and are disconnected after ${seconds(timeoutMs)} of silence, so some are disconnected although they behave correctly.`,
      evidence,
      'Set HEARTBEAT_INTERVAL_S to a third of HEARTBEAT_TIMEOUT_S or less, so that a lost ping does no harm.',
    );
  if (timeoutMs < HIDDEN_TAB_MS)
    return finding(
      'timeout_too_short',
      'warning',
      `Connections are closed after ${seconds(timeoutMs)} of silence, but browsers let a hidden tab ping only once a minute.`,
      { ...evidence, hiddenTabMs: HIDDEN_TAB_MS },
      `Set HEARTBEAT_TIMEOUT_S to ${HIDDEN_TAB_MS / 1_000} or more (95 is the default), or people are disconnected whenever they look at another tab.`,
    );
  return undefined;
}

function silentClients({ now, connections, heartbeat: { intervalMs, timeoutMs } }: Situation): Finding | undefined {
  const boundMs = Math.min(Math.max(2 * intervalMs, HIDDEN_TAB_MS), timeoutMs);
  const due = connections.filter(({ goneAt, joined }) => goneAt === undefined && now - joined > boundMs);
  const never = due.filter(({ pingedAt }) => pingedAt === undefined).length;
  if (never === 0) return undefined;
  return finding(
    'never_pings',
    never === due.length ? 'fault' : 'warning',
    `${never} of ${plural(due.length, 'connection', 'connections')} older than ${seconds(boundMs)} never pinged. Unless they keep sending other frames, they are closed after ${seconds(timeoutMs)} of silence.`,
    { never, due: due.length, boundMs, timeoutMs },
    'The client must send exactly the four letters ping in a text frame, at least every HEARTBEAT_INTERVAL_S. WebSocket control frames, "ping" with a line break and JSON don’t count.',
  );
}

function reapedTalking({ reaped: { total, talking } }: Situation): Finding | undefined {
  if (talking === 0 || talking * 2 < total) return undefined;
  return finding(
    'reaped_talking',
    'fault',
    `Of ${plural(total, 'connection', 'connections')} closed by the heartbeat, ${talking} had sent frames for longer than a client waits between pings, but never a ping. The clients are alive, but their pings are missing or late.`,
    { reaped: total, talking },
    'Compare the client’s ping interval with HEARTBEAT_TIMEOUT_S. The interval must be shorter, and the client must send exactly the text ping.',
  );
}

function finding(
  reason: Reason,
  severity: Finding['severity'],
  what: string,
  evidence: Finding['evidence'],
  todo: string,
): Finding {
  return { fault: REASONS[reason], reason, severity, what, evidence, todo };
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}
