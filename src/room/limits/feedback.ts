/** Decides which refusals a client that sends too fast is told. A client that waits as long as it is told is told of every refusal. */

/** A connection is told at most once in this time. */
const EVERY_MS = 1_000;
/** The shortest wait that is told. It is a little longer, since timers may fire early: a client that waited must get an answer. */
const LEAST_MS = 1_100;

export class Feedback {
  readonly #toldAt = new WeakMap<object, number>();

  /**
   * @param connection the one whose frame was refused
   * @param waitMs how long it has to wait at least
   * @returns the `retryAfterMs` to tell it; `undefined` if it was told less than EVERY_MS ago and gets no answer this time
   */
  retryAfterMs(connection: object, waitMs: number, now: number): number | undefined {
    const passed = now - (this.#toldAt.get(connection) ?? Number.NEGATIVE_INFINITY);
    if (passed >= 0 && passed < EVERY_MS) return undefined;
    this.#toldAt.set(connection, now);
    return Math.max(LEAST_MS, waitMs);
  }
}
