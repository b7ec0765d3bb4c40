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
   * @param now Unix milliseconds; the bucket starts full
   */
  constructor(rate: number, burst: number, now: number) {
    this.#perMs = rate / 1_000;
    this.#size = burst;
    this.#tokens = burst;
    this.#at = now;
  }

  /**
   * Takes `cost` tokens if there are as many.
   * @returns 0 if they were taken, else the milliseconds until there will be as many; nothing is taken then
   */
  take(now: number, cost = 1): number {
    // A clock that goes back fills nothing.
    this.#tokens = Math.min(this.#size, this.#tokens + Math.max(0, now - this.#at) * this.#perMs);
    this.#at = now;
    const missing = cost - this.#tokens;
    // A hair's breadth is rounding.
    if (missing > HAIR) return Math.ceil(missing / this.#perMs - HAIR);
    this.#tokens = Math.max(0, -missing);
    return 0;
  }
}
