/**
 * Decides which refusals a client that sends too fast is told about. A client that waits as long as told gets an answer
 * to every request.
 */

/** A connection is told of a refusal at most once in this time. */
const EVERY_MS = 1_000;
/**
 * The shortest wait that is announced. It is longer than EVERY_MS, because timers may fire early and a client that
 * waited must get an answer.
 */
const LEAST_MS = 1_100;

export class Feedback {
  readonly #toldAt = new WeakMap<object, number>();

  /**
   * @param connection the connection whose frame was refused
   * @param waitMs the shortest time that the client has to wait
   * @returns the `retryAfterMs` to send; `undefined` if the client was told less than EVERY_MS ago and gets no answer
   */
  retryAfterMs(connection: object, waitMs: number, now: number): number | undefined {
    const passed = now - (this.#toldAt.get(connection) ?? Number.NEGATIVE_INFINITY);
    if (passed >= 0 && passed < EVERY_MS) return undefined;
    this.#toldAt.set(connection, now);
    return Math.max(LEAST_MS, waitMs);
  }
}
