/** Votes on a poll. Each replaces the member's earlier choice. Only the room knows whether a vote is possible. */

import type { Tally } from '../../protocol/events/poll.ts';
import { changePoll, UNTOLD } from './change-poll.ts';
import type { ClientEvent } from './contract.ts';

export const vote: ClientEvent<'vote'> = {
  apply(draft, { ref, mine, ...tally }) {
    changePoll(draft, ref, ({ mine: before = [], ...poll }) => {
      const now = mine ?? before;
      const { counts, voters } = tally.counts.length ? tally : recounted(poll, before, now);
      return { ...poll, counts, voters, ...(now.length && { mine: now }) };
    });
  },
  toEvent: ({ seq, ref, ts, choice }) => ({ type: 'vote', seq, ref, ...UNTOLD, mine: choice, ts }),
  orphan: 'drop',
  shows: 'change',
};

/** The votes on a poll after this member has changed its choice from `before` to `now`. */
function recounted({ counts, voters }: Tally, before: readonly number[], now: readonly number[]): Tally {
  return {
    counts: counts.map((count, option) => count + +now.includes(option) - +before.includes(option)),
    voters: voters + Math.sign(now.length) - Math.sign(before.length),
  };
}
