/**
 * Reads ranges of stored events. Its generators read while the caller iterates, which must end within the same turn.
 */

import { type Kind, traitsOf } from '../../protocol/events/traits.ts';
import { HISTORY_SCAN } from '../../protocol/limits.ts';
import { type BytesOf, withinAnswer } from './answer-size.ts';
import type { ItemRange } from './latest.ts';
import type { Rows } from './rows.ts';
import { AFTER, AUDIT, AUTHORS, ITEMS_AFTER, ITEMS_BEFORE, RANGE_DOWN, SENT, TEXTS } from './statements.ts';
import type { Bounds, Logged, Page } from './types.ts';

export class LogReader<E extends Logged> {
  readonly #rows: Rows<E>;
  readonly #bounds: Bounds;
  readonly #bytesOf: BytesOf<E>;

  /** @param bounds read anew by each method, because events expire */
  constructor(rows: Rows<E>, bounds: Bounds, bytesOf: BytesOf<E>) {
    this.#bytesOf = bytesOf;
    this.#rows = rows;
    this.#bounds = bounds;
  }

  /**
   * The newest `limit` items with seq < `before`, ascending, as many as fit into one answer, and where older ones
   * begin.
   */
  itemsBefore(before: number, limit: number): ItemRange<E> {
    const { head, from } = this.#bounds;
    const top = Math.min(before, head + 1);
    const end = Math.max(from, top - HISTORY_SCAN);
    const { events, beyond } = this.#page(ITEMS_BEFORE, limit, end, top);
    const unseen = end > from && end > this.#bounds.floor ? end - 1 : undefined;
    return { events: events.reverse(), beyond: beyond?.seq ?? unseen, end };
  }

  /**
   * The oldest `limit` items with seq > `after`, ascending, as many as fit into one answer, and whether there are newer
   * ones.
   */
  itemsAfter(after: number, limit: number): Page<E> {
    const { head, from } = this.#bounds;
    const start = Math.max(after, from - 1);
    const end = Math.min(start + HISTORY_SCAN, head);
    const { events, beyond } = this.#page(ITEMS_AFTER, limit, start, end);
    return { events, more: beyond !== undefined || end < head, end };
  }

  /** Events with `after` < seq ≤ `upTo`, newest first. */
  *rangeDown(after: number, upTo: number): Generator<E> {
    const { head, from } = this.#bounds;
    if (head === 0 || after >= upTo) return;
    yield* this.#rows.events(RANGE_DOWN, Math.max(after, from - 1), upTo);
  }

  /** Events with seq > `after`, ascending. */
  *eventsAfter(after: number): Generator<E> {
    const { head, from } = this.#bounds;
    if (head === 0) return;
    yield* this.#rows.events(AFTER, Math.max(after, from - 1));
  }

  /**
   * The event with `after` < seq ≤ `upTo` that a session sent with its own id. Scans the primary key, because it is
   * only needed for events that are sent again.
   */
  findSent(member: string, sessionTag: string, clientEventId: string, after: number, upTo: number): E | undefined {
    const { head, from } = this.#bounds;
    if (head === 0) return undefined;
    return this.#rows.event(SENT, Math.max(after, from - 1), upTo, clientEventId, member, sessionTag);
  }

  /**
   * Events of the audit list with seq < `before`, newest first, as many as fit into one answer.
   * @param limit most events found
   * @param scan most events scanned
   * @returns also where to continue, 0 if nothing older is stored
   */
  audited(before: number, limit: number, scan: number): { events: E[]; before: number } {
    const { head, floor } = this.#bounds;
    if (head === 0) return { events: [], before: 0 };
    const top = Math.min(before, head + 1);
    const from = Math.max(floor, top - scan);
    const { events, beyond } = this.#page(AUDIT, limit, from, top);
    const last = beyond ? (events.at(-1)?.seq ?? from) : from;
    return { events, before: last > floor ? last : 0 };
  }

  /** The texts to search, with `from` ≤ seq < `before`, newest first; '' for a deleted item. */
  *texts(from: number, before: number): Generator<{ seq: number; data: string }> {
    const { head, from: oldest } = this.#bounds;
    if (head === 0) return;
    yield* this.#rows.each<{ seq: number; data: string }>(TEXTS, Math.max(from, oldest), before);
  }

  /**
   * The senders of events that slow mode counts since `ts` (Unix milliseconds), newest first, among the newest `limit`
   * events.
   */
  *authorsSince(ts: number, limit: number): Generator<{ member: string; ts: number }> {
    const { head, from } = this.#bounds;
    if (head === 0) return;
    const rows = this.#rows.each<{ member: string; ts: number; kind: Kind }>(AUTHORS, from, limit);
    for (const row of rows) {
      // Timestamps never decrease with `seq`.
      if (row.ts <= ts) return;
      if (traitsOf(row.kind).speech === 'slow') yield row;
    }
  }

  /**
   * As many events as fit into one answer, in the order of the query, and the next one after them, if there is one.
   * @param bounds the query's bindings before its limit
   */
  #page(query: string, limit: number, ...bounds: number[]): { events: E[]; beyond: E | undefined } {
    if (this.#bounds.head === 0) return { events: [], beyond: undefined };
    return withinAnswer(this.#rows.events(query, ...bounds, limit + 1), limit, this.#bytesOf);
  }
}
