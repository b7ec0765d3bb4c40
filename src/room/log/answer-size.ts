/** How much one answer holds in bytes. Items are counted while they are read, and reading stops where the next doesn't fit. */

import { ANSWER_BYTES } from '../../protocol/limits.ts';
import { utf8Bytes } from '../../protocol/text.ts';

/** What an answer has beside its items. */
const FRAME_BYTES = 256;
/** What an item has beside name, text and state, at its longest: ids, numbers, the names of its fields. */
const FIELDS_BYTES = 240;

/** What of an event is of any length. */
interface Sized {
  name: string;
  data: string;
  state: object | null;
}

/** Stored events are never changed: another object takes the place of one that was edited. */
const sizes = new WeakMap<Sized, number>();

/** At least as many bytes of UTF-8 as the event takes in an answer. Measured once. */
export function itemBytes(event: Sized): number {
  const known = sizes.get(event);
  if (known !== undefined) return known;
  const bytes = FIELDS_BYTES + utf8Bytes(JSON.stringify([event.name, event.data, event.state]));
  sizes.set(event, bytes);
  return bytes;
}

export class AnswerBudget {
  #bytes = FRAME_BYTES;
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
export function withinAnswer<Event extends Sized>(
  events: Iterable<Event>,
  limit: number,
): { events: Event[]; beyond: Event | undefined } {
  const answer = new AnswerBudget();
  const taken: Event[] = [];
  for (const event of events) {
    if (taken.length === limit || !answer.takes(itemBytes(event))) return { events: taken, beyond: event };
    taken.push(event);
  }
  return { events: taken, beyond: undefined };
}
