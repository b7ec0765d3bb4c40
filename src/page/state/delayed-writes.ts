/** Delays what is written to the store, so that typing doesn't wait for the disk. */

const DELAY_MS = 400;

/** The texts of rooms that have yet to be stored. A pause in typing, or `flush`, makes them durable. */
export interface DelayedWrites {
  /** `text`: `undefined` removes the text of the room, at once. */
  set(room: string, text: string | undefined): void;
  /** Whether the text of `room` has yet to be stored. */
  has(room: string): boolean;
  flush(): void;
}

/** @param write stores the text of a room, or removes it */
export function delayedWrites(write: (room: string, text: string | undefined) => void): DelayedWrites {
  const waiting = new Map<string, string | undefined>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueMs = 0;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const written = [...waiting];
    waiting.clear();
    for (const [room, text] of written) write(room, text);
  };
  const flushIfDue = (): void => {
    const leftMs = dueMs - performance.now();
    if (leftMs > 0) timer = setTimeout(flushIfDue, leftMs);
    else flush();
  };
  return {
    set(room, text) {
      waiting.set(room, text);
      // What was sent or saved must not come back after a crash, so its removal is stored at once.
      if (!text) return flush();
      // Setting a timer takes longer than the rest of a key press, so one timer waits for the pause.
      dueMs = performance.now() + DELAY_MS;
      timer ??= setTimeout(flushIfDue, DELAY_MS);
    },
    has: (room) => waiting.has(room),
    flush,
  };
}

/** Calls `flush` when the page is closed or hidden. */
export function flushOnHide(flush: () => void): void {
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
}
