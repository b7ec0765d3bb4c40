/** Slow mode: how long a member must wait after a message of its own. Nothing of it is stored: the log knows who wrote when. */

import { SLOW_SECONDS } from '../../protocol/limits.ts';

const LONGEST_MS = SLOW_SECONDS * 1_000;
/** Events looked through at most, once after the room woke. A member that wrote none of them may write. */
const SCAN = 10_000;
/** Members remembered before those who need not wait any more are looked for. */
const SWEEP = 4_096;

export class SlowMode {
  readonly #authorsSince: (ts: number, limit: number) => Iterable<{ member: string; ts: number }>;
  /** Member → its last message; `undefined` until somebody has to wait. */
  #last: Map<string, number> | undefined;
  /** From when on `#last` has all messages. Unix milliseconds. */
  #from = Number.POSITIVE_INFINITY;
  #sweepAt = SWEEP;

  /** @param authorsSince reads the messages written since then, newest first, among the newest `limit` events */
  constructor(authorsSince: (ts: number, limit: number) => Iterable<{ member: string; ts: number }>) {
    this.#authorsSince = authorsSince;
  }

  /**
   * How long a member must wait until its next message, in milliseconds.
   * @param seconds between two messages
   */
  waitMs(member: string, seconds: number, now: number): number {
    if (seconds === 0) return 0;
    const last = this.#since(now - seconds * 1_000).get(member);
    // A clock that went back makes nobody wait longer.
    return last === undefined ? 0 : Math.min(seconds * 1_000, Math.max(0, last + seconds * 1_000 - now));
  }

  /** A message was taken. */
  wrote(member: string, ts: number): void {
    if (!this.#last) return;
    this.#last.set(member, ts);
    if (this.#last.size < this.#sweepAt) return;
    for (const [other, last] of this.#last) if (last + LONGEST_MS <= ts) this.#last.delete(other);
    this.#sweepAt = Math.max(SWEEP, 2 * this.#last.size);
  }

  /** What was taken was not stored after all, or lies too far back to matter. */
  forget(): void {
    this.#last = undefined;
  }

  /** The last messages of members, as far back as somebody may have to wait for. */
  #since(ts: number): ReadonlyMap<string, number> {
    if (this.#last && this.#from <= ts) return this.#last;
    // What is remembered is newer than what is stored: some of it waits for the next flush.
    const last = new Map(this.#last);
    for (const message of this.#authorsSince(ts, SCAN))
      if (!last.has(message.member)) last.set(message.member, message.ts);
    this.#from = ts;
    this.#last = last;
    return last;
  }
}
