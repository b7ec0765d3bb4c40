/** When to look for peers that vanished without closing. An alarm checks when each connection was last heard from. */

/**
 * How long after a connection may be overdue the alarm fires. The delay lets connections of similar age share one
 * alarm, which costs a row.
 */
const ALARM_SLACK_MS = 30_000;

/**
 * When a connection was last heard from: when it joined, when one of its frames woke the room, or when the runtime
 * answered its ping. Unix milliseconds.
 */
export function lastSeen(joined: number, frame: number, ping: number | undefined): number {
  return Math.max(joined, frame, ping ?? 0);
}

/**
 * When an alarm must check a connection: a little after it would be overdue.
 * @param seen when it was last heard from
 * @returns Unix milliseconds
 */
export function reapAt(seen: number, timeoutMs: number): number {
  return seen + timeoutMs + ALARM_SLACK_MS;
}
