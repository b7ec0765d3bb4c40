/** The stages of an event's way through the room, as types: each stage knows of the one before only what is here. */

import type { Refusal } from '../../protocol/refusal.ts';
import type { Stored } from '../events/body.ts';
import type { Appended, Effect } from '../log/types.ts';

/** An event that has its place in the log and waits for the next flush. */
export interface Admitted {
  event: Stored;
  /** The text that it brings: an edit's own row doesn't keep it. */
  text: string;
  /** Cleaning changed the text, and the sender must be told. */
  cleaned: boolean;
  effects: readonly Effect<Stored>[];
}

export type Verdict =
  /** The event will be stored by the next flush. */
  | { kind: 'admitted' }
  /** The same request was stored before, as this event. */
  | { kind: 'repeated'; event: Stored }
  /** Everything is as the request wants it already. It is about this item, and nothing is stored. */
  | { kind: 'unchanged'; event: Stored }
  | Refusal;

/** What the sender may still do. Each takes a price, and returns 0; or the milliseconds until there will be as much, and takes nothing. */
export interface Allowance {
  /** To store an event of so many rows. */
  store(rows: number): number;
  /** To have so many events looked through for an earlier copy. */
  look(events: number): number;
}

/** What one flush stored: all that those after it get to know. */
export interface Committed extends Appended {
  kind: 'stored';
  admitted: readonly Admitted[];
}

/** A flush of which nothing is stored: its places in the log will be given out again. */
export interface Failed {
  kind: 'failed';
  admitted: readonly Admitted[];
  error: unknown;
}

/** What hears of each commit once every sink has its batch. */
export interface Subscriber {
  /** Names it in the server's log. */
  readonly name: string;
  /** Does not wait for anything: what takes I/O is handed to the runtime. What it throws is logged and reaches nobody. */
  afterCommit(committed: Committed): void;
}
