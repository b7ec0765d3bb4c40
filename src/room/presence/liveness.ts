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
 * When an alarm must come for a connection: once it would be overdue, and a little later.
 * @param seen when it was last heard
 * @returns Unix milliseconds
 */
export function reapAt(seen: number, timeoutMs: number): number {
  return seen + timeoutMs + ALARM_SLACK_MS;
}
