/** Votes: a member chooses options of a poll, which replace its earlier choice. */

import * as v from 'valibot';
import { again, type EventBase, id, ref, whole } from './parts.ts';
import type { Tally } from './poll.ts';
import { MOST_OPTIONS } from './poll-options.ts';

export const schema = v.object({
  type: v.literal('vote'),
  id,
  ref,
  /** Options by their positions from 0. An empty list takes the vote back. */
  choice: v.pipe(v.array(whole(0, MOST_OPTIONS - 1)), v.maxLength(MOST_OPTIONS, `at most ${MOST_OPTIONS} options`)),
  again,
});

/** The votes on the poll after this vote or, in a replay, the current ones. The frame doesn't say who voted. */
export interface VoteFrame extends Omit<EventBase, 'from' | 'fromId'>, Tally {
  type: 'vote';
  ref: number;
  /** The member's present choice, sent only to its own sessions. */
  mine?: readonly number[];
}
