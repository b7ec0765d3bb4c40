/** How long to wait before the next connect. */

/** Full jitter over a window that doubles from here … */
const FIRST_MS = 500;
/** … up to here. */
const LONGEST_MS = 30_000;
/** A connection that lived this long counts as good: the next loss starts from the shortest window again. */
export const SETTLED_MS = 10_000;

/**
 * Milliseconds to wait after the `attempt`-th failure in a row, by "full jitter": anything from 0 to the whole window, so
 * that a thousand clients of one restarted room don't come back in step.
 * @param attempt from 1
 * @param random from 0 to below 1
 * @param retryAfterMs what the server asked for; the jitter comes on top, since it told everybody the same
 */
export function backoffMs(attempt: number, random: number, retryAfterMs = 0): number {
  const windowMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 16));
  return retryAfterMs + Math.floor(random * windowMs);
}
