/** How much one answer holds in bytes. Items are counted while they are read, and reading stops where the next doesn't fit. */

import { ANSWER_BYTES } from '../../protocol/limits.ts';
import { utf8Bytes } from '../../protocol/text.ts';
import type { Columns, LogCodec, Logged } from './types.ts';

/** What an answer has beside its items, in bytes. */
const FRAME_OVERHEAD = 256;
/** What an item has beside name, text and what is told of its state, at its longest: ids, numbers, the names of its fields. */
const FIELDS_BYTES = 240;

/** At least as many bytes of UTF-8 as an event takes in an answer. */
function itemBytes(name: string, { data, state }: Columns): number {
  return FIELDS_BYTES + utf8Bytes(JSON.stringify([name, data])) + ','.length + utf8Bytes(state ?? 'null');
}

/** How many bytes an event takes in an answer. */
export type BytesOf<E> = (event: E) => number;

/** Measures each event once: a stored event is never changed, another object takes the place of one that was edited. */
export function measuredBy<E extends Logged>(codec: LogCodec<E>): BytesOf<E> {
  const sizes = new WeakMap<E, number>();
  return (event) => {
    const known = sizes.get(event);
    if (known !== undefined) return known;
    const bytes = itemBytes(event.name, codec.told(event));
    sizes.set(event, bytes);
    return bytes;
  };
}

export class AnswerBudget {
  #bytes = FRAME_OVERHEAD;
  #isEmpty = true;

  /** Takes an item of so many bytes, if it fits. The first always does: one that is larger than an answer has to be had, too. */
  takes(bytes: number): boolean {
    if (!this.#isEmpty && this.#bytes + bytes > ANSWER_BYTES) return false;
    this.#isEmpty = false;
    this.#bytes += bytes;
    return true;
  }
}

/**
 * The first of `events` that fit into one answer, at most `limit` of them.
 * @param events read as far as they fit, and one beyond
 * @returns and the next beyond them, if there is one
 */
export function withinAnswer<E>(
  events: Iterable<E>,
  limit: number,
  bytesOf: BytesOf<E>,
): { events: E[]; beyond: E | undefined } {
  const answer = new AnswerBudget();
  const taken: E[] = [];
  for (const event of events) {
    if (taken.length === limit || !answer.takes(bytesOf(event))) return { events: taken, beyond: event };
    taken.push(event);
  }
  return { events: taken, beyond: undefined };
}
