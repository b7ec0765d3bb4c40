/**
 * The newest messages, read once and then kept up to date in memory: every client that joins gets them, and between two messages
 * there may be any number of other events to look through.
 */

import { traitsOf } from '../../protocol/events/traits.ts';
import { type BytesOf, withinAnswer } from './answer-size.ts';
import { applyEffects } from './effects.ts';
import type { Effect, Logged, Page } from './types.ts';

/** Some messages, ascending, and where older ones begin. */
export interface ItemRange<E> {
  events: readonly E[];
  /** Older messages begin at this `seq` or below, if there may be any. It may have expired by now. */
  beyond: number | undefined;
  /** No older event was looked at. */
  end: number;
}

export class LatestMessages<E extends Logged> {
  readonly #bytesOf: BytesOf<E>;
  #range: ItemRange<E> | undefined;
  #limit = 0;

  constructor(bytesOf: BytesOf<E>) {
    this.#bytesOf = bytesOf;
  }

  /**
   * The newest `limit` messages, as many as one answer holds.
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
    const messages = [...events, ...added.filter(({ kind }) => traitsOf(kind).listed)];
    applyEffects(messages, effects);
    const { events: kept, beyond: dropped } = withinAnswer(messages.reverse(), this.#limit, this.#bytesOf);
    this.#range = { events: kept.reverse(), beyond: dropped?.seq ?? beyond, end };
    // A message that got shorter makes room for older ones, which are to be read.
    if (effects.length > 0 && this.#range.beyond !== undefined && kept.length < this.#limit) this.forget();
  }

  /** Drops the messages before `from`: they expired. */
  dropBefore(from: number): void {
    if (this.#range) this.#range = { ...this.#range, events: this.#range.events.filter(({ seq }) => seq >= from) };
  }

  forget(): void {
    this.#range = undefined;
  }
}
