/** Keeps the copies of all rooms up to date, sparingly. */

import { effect } from '@preact/signals';
import { rooms } from './rooms.ts';

/** A busy room changes many times a second, and each write is the whole copy. */
const KEEP_MS = 5_000;

export function keepCopies(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const room of rooms.peek()) room.keepCopy();
  };
  effect(() => {
    for (const { state } of rooms.value) state.value;
    timer ??= setTimeout(keep, KEEP_MS);
  });
  // The last moment at which a browser lets a page write.
  document.addEventListener('visibilitychange', keep);
  addEventListener('pagehide', keep);
}
