/** The room as it will be once everything admitted is stored. */

import type { Member } from '../../protocol/members.ts';
import type { RoomState } from '../access/types.ts';
import type { Stored } from './body.ts';

/**
 * The log including the events that still wait. Reading it never flushes, because admitting or refusing a request must
 * not split a batch.
 */
export interface Present {
  /** The log's epoch; "" until the first event is stored. */
  readonly epoch: string;
  /** The newest `seq` that was assigned; 0 if there is none. */
  readonly head: number;
  /** The timestamp of `head`; 0 if there is none. */
  readonly headTs: number;
  readonly state: RoomState;
  /** An event in its current state. */
  get(seq: number): Stored | undefined;
  /** The newest events (DEDUPE_WINDOW), ascending. */
  recent(): readonly Stored[];
  /** Members who wrote one of the newest events (DEDUPE_WINDOW), newest last. Events of secret kinds are left out. */
  authors(): Iterable<Member>;
}
