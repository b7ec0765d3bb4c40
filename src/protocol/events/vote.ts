/** Votes: what a member chooses of a poll, in the place of what it chose before. */

import * as v from 'valibot';
import { again, type EventBase, id, ref, whole } from './parts.ts';
import type { Tally } from './poll.ts';
import { MOST_OPTIONS } from './poll-options.ts';

export const schema = v.object({
  type: v.literal('vote'),
  id,
  ref,
  /** Options by their places from 0. None takes the vote back. */
  choice: v.pipe(v.array(whole(0, MOST_OPTIONS - 1)), v.maxLength(MOST_OPTIONS, `at most ${MOST_OPTIONS} options`)),
  again,
});

/** How the poll stands after the vote; in a replay how it stands now. It says nothing of who voted. */
export interface VoteFrame extends Omit<EventBase, 'from' | 'fromId'>, Tally {
  type: 'vote';
  ref: number;
  /** What the member itself has chosen now: told to its own sessions alone. */
  mine?: readonly number[];
}
