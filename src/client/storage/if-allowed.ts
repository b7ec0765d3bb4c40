/**
 * Browser features that may be forbidden. Where site data is blocked, storage and related features (locks, channels,
 * workers, notifications) throw on first access, in the constructor or on a call, depending on the browser.
 */

/** Returns the result of `take`, or `undefined` where the browser forbids it. */
export function allowed<T>(take: () => T): T | undefined {
  try {
    return take();
  } catch {
    return undefined;
  }
}
