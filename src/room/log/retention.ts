/** How long events may be read, and deleting those that may not be any more. Reading ends at once, deleting takes its time. */

import type { Rows } from './rows.ts';
import { MARK, PRUNE } from './statements.ts';
import type { Logged, Mark } from './types.ts';

export class Retention {
  readonly #rows: Rows<Logged>;
  /** The oldest event that may be read, just beyond the head if none may; `undefined` until it is needed. */
  #oldest: Mark | undefined;

  constructor(rows: Rows<Logged>) {
    this.#rows = rows;
  }

  /** No event before this `seq` may be read; 0 as long as none is known to be too old. Reads no row. */
  get from(): number {
    return this.#oldest?.seq ?? 0;
  }

  /** The oldest event that may be read, as of the last `expire`. */
  get oldest(): Mark | undefined {
    this.#oldest ??= this.#mark(0);
    return this.#oldest;
  }

  /**
   * Moves up what may be read. Reads no row where nothing has expired since the last time.
   * @param keptMs how long events may be read; 0 for good
   * @param head the newest event
   * @returns whether events expired that could be read before
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
   * Learns of the first of the events that were just stored, for it may be the oldest that may be read.
   * @param isFirst nothing was stored before
   */
  append({ seq, ts }: Mark, isFirst: boolean): void {
    if (isFirst || this.#oldest?.seq === seq) this.#oldest = { seq, ts };
  }

  /** Forgets the oldest event: more may be read than before, or the storage was deleted. */
  forget(): void {
    this.#oldest = undefined;
  }

  /**
   * Deletes events that may not be read, the oldest first, at most `limit`. The head stays, since the next event gets its place from it.
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
 * The oldest event that is not older than `before`. Reads few marks however many events have expired: first 1, 2, 4 … events
 * further on, since usually only some expired since the last time, then halfway between.
 * @param expired an event that is older than `before`
 * @param last an event that is not
 * @param from reads the mark of the first stored event with at least this `seq`
 */
export function firstSince(before: number, expired: Mark, last: Mark, from: (seq: number) => Mark | undefined): Mark {
  let low = expired.seq;
  let first = last;
  /** From here on no event is older. */
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
