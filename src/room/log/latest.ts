/**
 * The newest items, read once and then kept up to date in memory: every client that joins gets them, and between two items
 * there may be any number of other events to look through.
 */

import { traitsOf } from '../../protocol/events/traits.ts';
import { type BytesOf, withinAnswer } from './answer-size.ts';
import { applyEffects } from './effects.ts';
import type { Effect, Logged, Page } from './types.ts';

/** Some items, ascending, and where older ones begin. */
export interface ItemRange<E> {
  events: readonly E[];
  /** Older items begin at this `seq` or below, if there may be any. It may have expired by now. */
  beyond: number | undefined;
  /** No older event was looked at. */
  end: number;
}

export class LatestItems<E extends Logged> {
  readonly #bytesOf: BytesOf<E>;
  #range: ItemRange<E> | undefined;
  #limit = 0;

  constructor(bytesOf: BytesOf<E>) {
    this.#bytesOf = bytesOf;
  }

  /**
   * The newest `limit` items, as many as one answer holds.
   * @param from no event before this `seq` may be read
   * @param read reads them
   */
  page(limit: number, from: number, read: () => ItemRange<E>): Page<E> {
    if (!this.#range || this.#limit !== limit) this.#range = read();
    this.#limit = limit;
    const { events, beyond, end } = this.#range;
    return { events, more: beyond !== undefined && beyond >= from, end };
  }

  /** Takes in events that were stored. */
  append(added: readonly E[], effects: readonly Effect<E>[]): void {
    if (!this.#range) return;
    const { events, beyond, end } = this.#range;
    const items = [...events, ...added.filter(({ kind }) => traitsOf(kind).listed)];
    applyEffects(items, effects);
    const { events: kept, beyond: dropped } = withinAnswer(items.reverse(), this.#limit, this.#bytesOf);
    this.#range = { events: kept.reverse(), beyond: dropped?.seq ?? beyond, end };
    // An item that got shorter makes room for older ones, which are to be read.
    if (effects.length > 0 && this.#range.beyond !== undefined && kept.length < this.#limit) this.forget();
  }

  /** Drops the items before `from`: they expired. */
  dropBefore(from: number): void {
    if (this.#range) this.#range = { ...this.#range, events: this.#range.events.filter(({ seq }) => seq >= from) };
  }

  forget(): void {
    this.#range = undefined;
  }
}
