/** When to look for peers that vanished without a word: an alarm asks when each connection was last heard. */

/**
 * How long after a connection may be overdue the alarm comes. Connections of about the same age are then found together,
 * and each alarm costs a row.
 */
const ALARM_SLACK_MS = 30_000;

/** When a connection was last heard: when it joined, a frame of it woke the room, or the runtime answered its ping. Unix milliseconds. */
export function lastSeen(joined: number, frame: number, ping: number | undefined): number {
  return Math.max(joined, frame, ping ?? 0);
}

/**
 * When to look next: once the connection that was silent for longest would be overdue, and a little later.
 * @param seen when each open connection was last heard; empty for an empty room
 * @returns Unix milliseconds, `undefined` if there is nobody to look after
 */
export function nextAlarm(seen: Iterable<number>, timeoutMs: number): number | undefined {
  let oldest = Number.POSITIVE_INFINITY;
  for (const ts of seen) oldest = Math.min(oldest, ts);
  return Number.isFinite(oldest) ? oldest + timeoutMs + ALARM_SLACK_MS : undefined;
}
