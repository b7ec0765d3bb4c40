/** The room as it will be once all that was admitted is stored. */

import type { Member } from '../../protocol/shared.ts';
import type { RoomState } from '../access/types.ts';
import type { Stored } from './body.ts';

/** Reading it never flushes: what decides on a request, and what refuses it, must not break up events that leave together. */
export interface Present {
  /** Of the log; "" until the first event is stored. */
  readonly epoch: string;
  /** The `seq` of the newest event that got a place, 0 if there is none. */
  readonly head: number;
  /** Its time stamp; 0 if there is none. */
  readonly headTs: number;
  readonly state: RoomState;
  /** An event with its present state, by its place. */
  get(seq: number): Stored | undefined;
  /** The newest events (DEDUPE_WINDOW), ascending. */
  recent(): readonly Stored[];
  /** Members who wrote lately (DEDUPE_WINDOW), newest last. What is secret of an event tells nothing here either. */
  authors(): Iterable<Member>;
}
