/**
 * Determines which events have expired, and deletes them. Expired events become unreadable at once and are deleted
 * later.
 */

import type { Rows } from './rows.ts';
import { MARK, PRUNE } from './statements.ts';
import type { Logged, Mark } from './types.ts';

export class Retention {
  readonly #rows: Rows<Logged>;
  /** The oldest readable event, one past the head if there is none; `undefined` until it is needed. */
  #oldest: Mark | undefined;

  constructor(rows: Rows<Logged>) {
    this.#rows = rows;
  }

  /** Events before this `seq` are known to be unreadable; 0 if none are. Reads no row. */
  get from(): number {
    return this.#oldest?.seq ?? 0;
  }

  /** The oldest readable event, as of the last `expire`. */
  get oldest(): Mark | undefined {
    this.#oldest ??= this.#mark(0);
    return this.#oldest;
  }

  /**
   * Moves the floor up. Reads no row if nothing has expired since the last call.
   * @param keptMs retention in milliseconds; 0 means forever
   * @param head the newest event
   * @returns whether readable events have expired
   */
  expire(keptMs: number, head: Mark): boolean {
    if (keptMs === 0) return false;
    const before = Date.now() - keptMs;
    this.#oldest ??= this.#mark(0) ?? head;
    if (this.#oldest.ts >= before) return false;
    this.#oldest =
      head.ts < before
        ? { seq: head.seq + 1, ts: Number.POSITIVE_INFINITY }
        : firstSince(before, this.#oldest, { seq: head.seq, ts: head.ts }, (seq) => this.#mark(seq));
    return true;
  }

  /**
   * Takes note of the first of the events just stored, because it may be the oldest readable one.
   * @param isFirst nothing was stored before
   */
  append({ seq, ts }: Mark, isFirst: boolean): void {
    if (isFirst || this.#oldest?.seq === seq) this.#oldest = { seq, ts };
  }

  /** Forgets the oldest event, because retention became longer or the storage was deleted. */
  forget(): void {
    this.#oldest = undefined;
  }

  /**
   * Deletes expired events, the oldest first, at most `limit`. The head stays, because the next event gets its place
   * from it.
   * @returns whether there are more to delete
   */
  prune(head: number, limit: number): boolean {
    const end = Math.min(this.oldest?.seq ?? 0, head);
    const stored = this.#mark(0)?.seq ?? end;
    if (stored >= end) return false;
    const upTo = Math.min(end, stored + limit);
    this.#rows.write((sql) => sql.exec(PRUNE, upTo).rowsWritten);
    return upTo < end;
  }

  #mark(from: number): Mark | undefined {
    return this.#rows.one<{ seq: number; ts: number }>(MARK, from);
  }
}

/**
 * The oldest event that is not older than `before`. Reads few marks however many events have expired: first 1, 2, 4 …
 * events ahead, because usually only a few expired since the last call, then by binary search.
 * @param expired an event that is older than `before`
 * @param last an event that is not
 * @param from reads the mark of the first stored event with at least this `seq`
 */
export function firstSince(before: number, expired: Mark, last: Mark, from: (seq: number) => Mark | undefined): Mark {
  let low = expired.seq;
  let first = last;
  /** No event from here on is older. */
  let high = last.seq;
  for (let step = 1; high - low > 1; step *= 2) {
    const isGalloping = first === last && low + step < high;
    const at = isGalloping ? low + step : Math.floor((low + high) / 2);
    const mark = from(at) ?? last;
    if (mark.ts < before) low = mark.seq;
    else {
      first = mark;
      high = at;
    }
  }
  return first;
}
