/** What the modules of the kinds have in common: pieces of schemas, and what each frame and each item has. */

import * as v from 'valibot';

/** What an `id` may be. */
export const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** The id of a guest, or that of a member with a key. */
const MEMBER = /^(~[A-Za-z0-9_-]{12}|[A-Za-z0-9_-]{16})$/;

export const id = v.pipe(v.string(), v.regex(ID, '1 to 64 of A-Z a-z 0-9 _ -'));
/** A position in the log; 0 is before the first event. */
export const seq = v.pipe(v.number(), v.safeInteger('a whole number'), v.minValue(0, '0 or more'));
/** The `seq` of an event. */
export const ref = v.pipe(v.number(), v.safeInteger('a whole number'), v.minValue(1, '1 or more'));
/** On a repeated send: the last `seq` that the session had when it first sent the event. */
export const again = v.optional(seq);
export const who = v.pipe(v.string(), v.regex(MEMBER, 'the id of a member'));
export const whole = (min: number, max: number) => {
  const rule = `a whole number from ${min} to ${max}`;
  return v.pipe(v.number(), v.safeInteger(rule), v.minValue(min, rule), v.maxValue(max, rule));
};

/** What every stored event is told with. */
export interface EventBase {
  seq: number;
  /** The name that the sender had then, and its id. */
  from: string;
  fromId: string;
  /** Unix milliseconds, never decreasing with `seq`. For showing only: order is `seq`. */
  ts: number;
  /** On the frame that carries seq 1. */
  epoch?: string;
}

/** What every item has: an event that history lists, with its present text and state. */
export interface ItemBase extends Omit<EventBase, 'epoch'> {
  /** The sender's own id for it; only on the asking session's own items. */
  id?: string;
  data: string;
  /** The `seq` of the message that it replies to. */
  re?: number;
  /** When it was last edited. */
  edited?: number;
  /** It was deleted, and `data` is empty. */
  gone?: true;
  /** Emoji → ids of the members who reacted with it. */
  reacts?: Record<string, string[]>;
}

/** An entry of an export in words, after its time and place. No text needs to be cleaned of line breaks here. */
export interface Line {
  /** Stays on one line. */
  head: string;
  /** Follows the head, and may have lines of its own. */
  text?: string;
}
