/** When a receiver is too slow: the runtime's queue of what is not sent yet has no bound, the memory of an object has. */

/** This much may wait for a while: a phone that changes from one cell to the next catches up. */
const SUSTAINED_BYTES = 1_048_576;
const SUSTAINED_MS = 10_000;
/** More than this may not wait at all: thirty such receivers would fill all of an object's 128 MB. */
const LIMIT_BYTES = 4 * SUSTAINED_BYTES;

export class Backlog {
  /** An upper bound of what still waits of a replay, which is asked for and bounded by itself. */
  #replay = 0;
  #since: number | undefined;

  /** A replay is handed to the runtime. */
  addReplay(bytes: number): void {
    this.#replay += bytes;
  }

  /**
   * Judges a receiver by what waits for it, the replay aside. To be asked whenever more is sent to it.
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

/** What may wait for all receivers together: well below the 128 MB of an object, which has other things in memory, too. */
const TOTAL_BYTES = 48 * SUSTAINED_BYTES;

/**
 * Judges all receivers together.
 * @param unsent bytes that wait for each
 * @returns those for whom most waits, as many as it takes to be within what the room can hold
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
