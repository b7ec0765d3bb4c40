/** What the modules of the kinds share: parts of schemas, and the common fields of frames and items. */

import * as v from 'valibot';

/** The form of a request's `id`. */
export const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** A guest id or a member id. */
const MEMBER = /^(~[A-Za-z0-9_-]{12}|[A-Za-z0-9_-]{16})$/;

export const id = v.pipe(v.string(), v.regex(ID, '1 to 64 characters of A-Z a-z 0-9 _ -'));
/** A position in the log. 0 is before the first event. */
export const seq = v.pipe(v.number(), v.safeInteger('a whole number'), v.minValue(0, '0 or more'));
/** The `seq` of an event. */
export const ref = v.pipe(v.number(), v.safeInteger('a whole number'), v.minValue(1, '1 or more'));
/** On a repeated request: the last `seq` that the session had when it first sent the event. */
export const again = v.optional(seq);
export const who = v.pipe(v.string(), v.regex(MEMBER, 'the id of a member'));
export const whole = (min: number, max: number) => {
  const rule = `a whole number from ${min} to ${max}`;
  return v.pipe(v.number(), v.safeInteger(rule), v.minValue(min, rule), v.maxValue(max, rule));
};

/** The common fields of every stored event's frame. */
export interface EventBase {
  seq: number;
  /** The sender's name at the time, and its id. */
  from: string;
  fromId: string;
  /** Unix milliseconds, never decreasing with `seq`. For display only; `seq` gives the order. */
  ts: number;
  /** Present on the frame with `seq` 1. */
  epoch?: string;
}

/** The common fields of every item. An item is an event that history lists with its current text and state. */
export interface ItemBase extends Omit<EventBase, 'epoch'> {
  /** The id of the request that sent it; only on the requesting session's own items. */
  id?: string;
  data: string;
  /** The `seq` of the message that this one replies to. */
  re?: number;
  /** When it was last edited, in Unix milliseconds. */
  edited?: number;
  /** Deleted: `data` is empty. */
  gone?: true;
  /** For each emoji, the ids of the members who reacted with it. */
  reacts?: Record<string, string[]>;
}

/** An entry of a text export, after its time and position. The caller handles line breaks. */
export interface Line {
  /** Kept on a single line. */
  head: string;
  /** Follows the head and may have several lines. */
  text?: string;
}
