/**
 * Bounds the bytes of one answer. Items are measured while they are read, and reading stops at the first that doesn't
 * fit.
 */

import { ANSWER_BYTES } from '../../protocol/limits.ts';
import { utf8Bytes } from '../../protocol/text.ts';
import type { Columns, LogCodec, Logged } from './types.ts';

/** Bytes of an answer besides its items. */
const FRAME_OVERHEAD = 256;
/** The maximum number of bytes of an item besides its name, text and state: ids, numbers and field names. */
const FIELDS_BYTES = 240;

/** An upper bound for the bytes of UTF-8 that an event takes in an answer. */
function itemBytes(name: string, { data, state }: Columns): number {
  return FIELDS_BYTES + utf8Bytes(JSON.stringify([name, data])) + ','.length + utf8Bytes(state ?? 'null');
}

/** How many bytes an event takes in an answer. */
export type BytesOf<E> = (event: E) => number;

/**
 * Measures each event once. That is safe because stored events are immutable: an edited one is replaced by another
 * object.
 */
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

  /**
   * Takes an item of this size, if it fits. The first item always fits, because an item that is larger than an answer
   * must be readable too.
   */
  takes(bytes: number): boolean {
    if (!this.#isEmpty && this.#bytes + bytes > ANSWER_BYTES) return false;
    this.#isEmpty = false;
    this.#bytes += bytes;
    return true;
  }
}

/**
 * The first of `events` that fit into one answer, at most `limit`.
 * @param events only read as far as they fit, plus one
 * @returns also the next event after them, if there is one
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
