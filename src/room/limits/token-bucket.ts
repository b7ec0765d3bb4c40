/** A token bucket: bounds a burst, and the rate in the long run. */

/** Less than this is missing only by rounding. */
const ROUNDING = 1e-6;

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
   * Takes `cost` tokens, if there are enough. A cost above the size of the bucket counts as a full bucket.
   * @returns 0 if they were taken; else none were, and the milliseconds until there are enough
   */
  take(now: number, cost = 1): number {
    const waitMs = this.waitMs(now, cost);
    if (waitMs === 0) this.#tokens = Math.max(0, this.#tokens - Math.min(cost, this.#size));
    return waitMs;
  }

  /** The milliseconds until there are `cost` tokens; 0 if there are. */
  waitMs(now: number, cost = 1): number {
    // A clock that goes back adds no tokens.
    this.#tokens = Math.min(this.#size, this.#tokens + Math.max(0, now - this.#at) * this.#perMs);
    this.#at = now;
    const missing = Math.min(cost, this.#size) - this.#tokens;
    return missing > ROUNDING ? Math.ceil(missing / this.#perMs - ROUNDING) : 0;
  }

  /** Whether no token is missing, so that a new bucket would be the same. */
  isFull(now: number): boolean {
    return this.waitMs(now, this.#size) === 0;
  }
}
