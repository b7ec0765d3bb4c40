/** A token bucket: so many at once, so many a second in the long run. */

const HAIR = 1e-6;

export class TokenBucket {
  readonly #perMs: number;
  readonly #size: number;
  #tokens: number;
  #at: number;

  /**
   * @param rate tokens a second, more than 0
   * @param burst tokens in a full bucket, at least 1
   * @param now Unix milliseconds
   * @param tokens in it now
   */
  constructor(rate: number, burst: number, now: number, tokens = burst) {
    this.#perMs = rate / 1_000;
    this.#size = burst;
    this.#tokens = tokens;
    this.#at = now;
  }

  /**
   * Takes `cost` tokens if there are as many. What costs more than a full bucket holds costs a full one.
   * @returns 0 if they were taken, else the milliseconds until there will be as many; nothing is taken then
   */
  take(now: number, cost = 1): number {
    const waitMs = this.waitMs(now, cost);
    if (waitMs === 0) this.#tokens = Math.max(0, this.#tokens - Math.min(cost, this.#size));
    return waitMs;
  }

  /** The milliseconds until there will be `cost` tokens; 0 if there are. */
  waitMs(now: number, cost = 1): number {
    // A clock that goes back fills nothing.
    this.#tokens = Math.min(this.#size, this.#tokens + Math.max(0, now - this.#at) * this.#perMs);
    this.#at = now;
    const missing = Math.min(cost, this.#size) - this.#tokens;
    // A hair's breadth is rounding.
    return missing > HAIR ? Math.ceil(missing / this.#perMs - HAIR) : 0;
  }

  /** Whether nothing of it is taken: one that was just made would be no better. */
  isFull(now: number): boolean {
    return this.waitMs(now, this.#size) === 0;
  }
}
