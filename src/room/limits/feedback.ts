/** Who is told to slow down is told once a second, and for at least as long: whoever heeds it hears of every refusal. */

const EVERY_MS = 1_000;
/** A little more, since timers may fire early: whoever comes back when it was told to must not meet silence. */
const LEAST_MS = 1_100;

export class Feedback {
  readonly #toldAt = new WeakMap<object, number>();

  /**
   * @param whom one connection
   * @param waitMs how long it has to wait at least
   * @returns the `retryAfterMs` to tell it; `undefined` if it was told a moment ago and is to be left without an answer
   */
  retryAfterMs(whom: object, waitMs: number, now: number): number | undefined {
    const passed = now - (this.#toldAt.get(whom) ?? Number.NEGATIVE_INFINITY);
    if (passed >= 0 && passed < EVERY_MS) return undefined;
    this.#toldAt.set(whom, now);
    return Math.max(LEAST_MS, waitMs);
  }
}
