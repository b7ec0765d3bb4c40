/** Divides long work into tasks. */

/**
 * Resolves in a new task after `ms` milliseconds (default 0), so that the browser can handle input and deliver data from
 * storage first.
 */
export function nextTask(ms?: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
