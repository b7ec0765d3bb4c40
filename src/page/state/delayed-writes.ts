/** Delays what is written to the store, so that typing doesn't wait for the disk. */

const DELAY_MS = 400;

/** The texts of rooms that have yet to be stored. A pause in typing, or `flush`, makes them durable. */
export class DelayedWrites {
  readonly #write: (room: string, text: string | undefined) => void;
  readonly #waiting = new Map<string, string | undefined>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param write stores the text of a room, or removes it */
  constructor(write: (room: string, text: string | undefined) => void) {
    this.#write = write;
  }

  set(room: string, text: string | undefined): void {
    this.#waiting.set(room, text);
    clearTimeout(this.#timer);
    // What was sent or saved must not come back after a crash, so its removal is stored at once.
    if (text) this.#timer = setTimeout(this.flush, DELAY_MS);
    else this.flush();
  }

  /** Whether the text of `room` has yet to be stored. */
  has(room: string): boolean {
    return this.#waiting.has(room);
  }

  readonly flush = (): void => {
    clearTimeout(this.#timer);
    const written = [...this.#waiting];
    this.#waiting.clear();
    for (const [room, text] of written) this.#write(room, text);
  };

  /** Stores everything when the page is closed or hidden. */
  flushOnHide(): void {
    addEventListener('pagehide', this.flush);
    document.addEventListener('visibilitychange', this.flush);
  }
}
