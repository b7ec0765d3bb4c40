/** A token bucket: bounds bursts and the long-term rate. */

/** A smaller deficit is a rounding error. */
const ROUNDING = 1e-6;

export class TokenBucket {
  readonly #perMs: number;
  readonly #size: number;
  #tokens: number;
  #at: number;

  /**
   * @param rate tokens per second, more than 0
   * @param burst capacity, at least 1
   * @param now Unix milliseconds
   * @param tokens initial number of tokens
   */
  constructor(rate: number, burst: number, now: number, tokens = burst) {
    this.#perMs = rate / 1_000;
    this.#size = burst;
    this.#tokens = tokens;
    this.#at = now;
  }

  /**
   * Takes `cost` tokens if there are enough. A cost above the capacity counts as a full bucket.
   * @returns 0 if they were taken. Otherwise none were, and the result is the milliseconds until there are enough
   */
  take(now: number, cost = 1): number {
    const waitMs = this.waitMs(now, cost);
    if (waitMs === 0) this.#tokens = Math.max(0, this.#tokens - Math.min(cost, this.#size));
    return waitMs;
  }

  /** Milliseconds until there are `cost` tokens; 0 if there are enough. */
  waitMs(now: number, cost = 1): number {
    // A clock that is set back adds no tokens.
    this.#tokens = Math.min(this.#size, this.#tokens + Math.max(0, now - this.#at) * this.#perMs);
    this.#at = now;
    const missing = Math.min(cost, this.#size) - this.#tokens;
    return missing > ROUNDING ? Math.ceil(missing / this.#perMs - ROUNDING) : 0;
  }

  /** Whether the bucket is full, so that a new one would be the same. */
  isFull(now: number): boolean {
    return this.waitMs(now, this.#size) === 0;
  }
}
