/**
 * Caches the newest items: read once, then updated in memory. Every client that joins gets them, and any number of
 * other events could lie between two items.
 */

import { traitsOf } from '../../protocol/events/traits.ts';
import { type BytesOf, withinAnswer } from './answer-size.ts';
import { applyEffects } from './effects.ts';
import type { Effect, Logged, Page } from './types.ts';

/** Some items, ascending, and where older ones begin. */
export interface ItemRange<E> {
  events: readonly E[];
  /** Older items begin at this `seq` or below, if there may be any. They may have expired by now. */
  beyond: number | undefined;
  /** The oldest `seq` that was scanned. */
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
   * The newest `limit` items, as many as fit into one answer.
   * @param from the oldest readable `seq`
   * @param read reads the items
   */
  page(limit: number, from: number, read: () => ItemRange<E>): Page<E> {
    if (!this.#range || this.#limit !== limit) this.#range = read();
    this.#limit = limit;
    const { events, beyond, end } = this.#range;
    return { events, more: beyond !== undefined && beyond >= from, end };
  }

  /** Adds events that were stored. */
  append(added: readonly E[], effects: readonly Effect<E>[]): void {
    if (!this.#range) return;
    const { events, beyond, end } = this.#range;
    const items = [...events, ...added.filter(({ kind }) => traitsOf(kind).listed)];
    applyEffects(items, effects);
    const { events: kept, beyond: dropped } = withinAnswer(items.reverse(), this.#limit, this.#bytesOf);
    this.#range = { events: kept.reverse(), beyond: dropped?.seq ?? beyond, end };
    // If an item became shorter, there is room for older ones, which must be read.
    if (effects.length > 0 && this.#range.beyond !== undefined && kept.length < this.#limit) this.forget();
  }

  /** Drops the expired items, which are those before `from`. */
  dropBefore(from: number): void {
    if (this.#range) this.#range = { ...this.#range, events: this.#range.events.filter(({ seq }) => seq >= from) };
  }

  forget(): void {
    this.#range = undefined;
  }
}
