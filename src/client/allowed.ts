/**
 * What a browser may forbid. Where site data is blocked, storage and what goes with it (locks, channels, workers,
 * notifications) throw at the first touch, at the constructor or at a call, each browser in its own way.
 */

/** What `take` gives; `undefined` where the browser forbids it. */
export function allowed<T>(take: () => T): T | undefined {
  try {
    return take();
  } catch {
    return undefined;
  }
}
