/** What is told and not kept: who is typing, and how far a member has read. How often, to whom, and when not at all. */

import { READ_MS, TYPING_MEMBERS, TYPING_MS } from '../protocol/limits.ts';

/** One that comes a little early was sent in time, after one that was late. */
const EARLY_MS = 500;

/** Lost when the room sleeps, which then was quiet for longer than any of it counts. */
export class Signals {
  /** Members → when they were last said to be typing. Only those of whom it is too soon to say it again. */
  readonly #typed = new Map<string, number>();
  /** Connections → when they last told how far they read. */
  readonly #read = new WeakMap<object, number>();

  /**
   * Whether to tell the others that a member is typing.
   * @param count of members in the room
   * @param now Unix milliseconds
   */
  mayType(memberId: string, count: number, now: number): boolean {
    if (count > TYPING_MEMBERS) return false;
    for (const [id, at] of this.#typed) if (!isSoon(at, now, TYPING_MS)) this.#typed.delete(id);
    if (this.#typed.has(memberId)) return false;
    this.#typed.set(memberId, now);
    return true;
  }

  /** Whether to tell the member's other sessions how far it read on this connection. */
  mayRead(connection: object, now: number): boolean {
    const at = this.#read.get(connection);
    if (at !== undefined && isSoon(at, now, READ_MS)) return false;
    this.#read.set(connection, now);
    return true;
  }
}

/** The clock may go back: that makes nobody wait. */
function isSoon(at: number, now: number, ms: number): boolean {
  return now >= at && now - at < ms - EARLY_MS;
}
