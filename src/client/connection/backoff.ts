/** How long to wait before the next connection attempt. */

/** Full jitter over a window that starts at this length and doubles. */
const FIRST_MS = 500;
/** The longest window. */
const LONGEST_MS = 30_000;
/** A connection that lasted this long counts as good, and the next loss starts again from the shortest window. */
export const SETTLED_MS = 10_000;

/**
 * Milliseconds to wait after the `attempt`-th consecutive failure. With full jitter the delay is anything from 0 to the
 * whole window, so that a thousand clients of a restarted room don't reconnect in step.
 * @param attempt from 1
 * @param random from 0 to below 1
 * @param retryAfterMs the delay that the server asked for; the jitter is added to it, because the server told every
 *   client the same
 */
export function backoffMs(attempt: number, random: number, retryAfterMs = 0): number {
  const windowMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 16));
  return retryAfterMs + Math.floor(random * windowMs);
}
