/** Detects slow receivers. The runtime's send queue is unbounded, but an object's memory isn't. */

/** This many bytes may wait for a while, so that a phone that changes cells can catch up. */
const SUSTAINED_BYTES = 1_048_576;
const SUSTAINED_MS = 10_000;
/** The most that may ever wait. Thirty receivers with this much would fill the 128 MB of an object. */
const LIMIT_BYTES = 4 * SUSTAINED_BYTES;

export class Backlog {
  /** An upper bound for the part of a replay that still waits. A replay is requested and has its own bound. */
  #replay = 0;
  #since: number | undefined;

  /** A replay was handed to the runtime. */
  addReplay(bytes: number): void {
    this.#replay += bytes;
  }

  /**
   * Judges a receiver by what waits for it, not counting a replay. Call it with every send.
   * @param unsent bytes that the runtime holds (`bufferedAmount`)
   * @param now Unix milliseconds
   */
  isTooMuch(unsent: number, now: number): boolean {
    this.#replay = Math.min(this.#replay, unsent);
    const waiting = unsent - this.#replay;
    if (waiting > LIMIT_BYTES) return true;
    if (waiting <= SUSTAINED_BYTES) this.#since = undefined;
    else this.#since ??= now;
    return this.#since !== undefined && now - this.#since > SUSTAINED_MS;
  }
}

/** Limit for all receivers together, well below the 128 MB of an object, whose memory has other uses as well. */
const TOTAL_BYTES = 48 * SUSTAINED_BYTES;

/**
 * Judges all receivers together.
 * @param unsent bytes waiting for each
 * @returns the receivers with the most waiting, as many as necessary to get below the limit
 */
export function beyondTotal<T>(unsent: ReadonlyMap<T, number>): T[] {
  let total = unsent.values().reduce((sum, bytes) => sum + bytes, 0);
  if (total <= TOTAL_BYTES) return [];
  const beyond: T[] = [];
  for (const [receiver, bytes] of [...unsent].sort(([, a], [, b]) => b - a)) {
    if (total <= TOTAL_BYTES) break;
    beyond.push(receiver);
    total -= bytes;
  }
  return beyond;
}
