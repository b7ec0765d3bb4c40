/**
 * Slow mode: how long a member must wait after its last message. It stores nothing, since the log has the times of all
 * messages.
 */

import { SLOW_SECONDS } from '../../protocol/limits.ts';

const LONGEST_MS = SLOW_SECONDS * 1_000;
/** Events scanned once after the room woke. A member that wrote none of them need not wait. */
const SCAN = 10_000;
/** At this many remembered members, those who no longer need to wait are dropped. */
const SWEEP = 4_096;

export class SlowMode {
  readonly #authorsSince: (ts: number, limit: number) => Iterable<{ member: string; ts: number }>;
  /** Member → when it sent its last message (Unix milliseconds); `undefined` until slow mode is on. */
  #last: Map<string, number> | undefined;
  /** `#last` has all messages since this time. Unix milliseconds. */
  #from = Number.POSITIVE_INFINITY;
  #sweepAt = SWEEP;

  /** @param authorsSince reads the senders of messages since a time, newest first, among the newest `limit` events */
  constructor(authorsSince: (ts: number, limit: number) => Iterable<{ member: string; ts: number }>) {
    this.#authorsSince = authorsSince;
  }

  /**
   * Milliseconds until a member may send its next message; 0 if it may now.
   * @param seconds between two messages of one member; 0 if slow mode is off
   */
  waitMs(member: string, seconds: number, now: number): number {
    if (seconds === 0) return 0;
    const last = this.#since(now - seconds * 1_000).get(member);
    // Cap the wait, in case the clock was set back.
    return last === undefined ? 0 : Math.min(seconds * 1_000, Math.max(0, last + seconds * 1_000 - now));
  }

  /** Records that a message was admitted. */
  wrote(member: string, ts: number): void {
    if (!this.#last) return;
    this.#last.set(member, ts);
    if (this.#last.size < this.#sweepAt) return;
    for (const [other, last] of this.#last) if (last + LONGEST_MS <= ts) this.#last.delete(other);
    this.#sweepAt = Math.max(SWEEP, 2 * this.#last.size);
  }

  /** Forgets all messages, because some admitted ones could not be stored. They are read from the log again. */
  forget(): void {
    this.#last = undefined;
  }

  /** The last message of each member: complete for messages after `ts`, possibly with older ones. */
  #since(ts: number): ReadonlyMap<string, number> {
    if (this.#last && this.#from <= ts) return this.#last;
    // A remembered message may be newer than the stored one, because it may still be waiting for the flush.
    const last = new Map(this.#last);
    for (const message of this.#authorsSince(ts, SCAN))
      if (!last.has(message.member)) last.set(message.member, message.ts);
    this.#from = ts;
    this.#last = last;
    return last;
  }
}
