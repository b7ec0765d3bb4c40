/** The types that pass between the stages of the pipeline. Each stage knows only these of the previous stage. */

import type { Refusal } from '../../protocol/refusal.ts';
import type { Stored } from '../events/body.ts';
import type { Appended, Effect } from '../log/types.ts';

/** An event that has its place in the log and waits for the next flush. */
export interface Admitted {
  event: Stored;
  /** The text of the event. The row of an edit doesn't store it. */
  text: string;
  /** Cleaning changed the text, so the sender must be told. */
  cleaned: boolean;
  effects: readonly Effect<Stored>[];
}

export type Verdict =
  /** The event will be stored by the next flush. */
  | { kind: 'admitted' }
  /** The same request was stored before, as this event. */
  | { kind: 'repeated'; event: Stored }
  /** The request would change nothing. It concerns this item, and nothing is stored. */
  | { kind: 'unchanged'; event: Stored }
  | Refusal;

/**
 * What the sender may still spend. Each method charges a price and returns 0, or charges nothing and returns the
 * milliseconds to wait.
 */
export interface Allowance {
  /** Charges for storing an event of this many rows. */
  store(rows: number): number;
  /** Charges for scanning this many events for an earlier copy. */
  look(events: number): number;
}

/** What one flush stored, for the stages after it. */
export interface Committed extends Appended {
  kind: 'stored';
  admitted: readonly Admitted[];
}

/** A flush that stored nothing. Its places in the log will be assigned again. */
export interface Failed {
  kind: 'failed';
  admitted: readonly Admitted[];
  error: unknown;
}

/** Is notified of each commit once every sink has its batch. */
export interface Subscriber {
  /** Identifies the subscriber in the server's log. */
  readonly name: string;
  /** Must not wait for anything: I/O is handed to the runtime. If it throws, that is logged and affects nobody else. */
  afterCommit(committed: Committed): void;
}
