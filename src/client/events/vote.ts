/** Votes on a poll, each in the place of what the member chose before. Whether one can be cast is up to the room. */

import type { Tally } from '../../protocol/events/poll.ts';
import type { ClientEvent } from './contract.ts';
import { changePoll, UNTOLD } from './polls.ts';

/** `choice`: options by their places from 0. None takes the vote back. */
interface Asked {
  ref: number;
  choice: number[];
}

export const vote: ClientEvent<'vote', Asked> = {
  compose: ({ ref, choice }, { epoch }) => ({ type: 'vote', ref, choice, refEpoch: epoch }),
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

/** How a poll will stand once this member has chosen other options than `before`. */
function recounted({ counts, voters }: Tally, before: readonly number[], now: readonly number[]): Tally {
  return {
    counts: counts.map((count, option) => count + +now.includes(option) - +before.includes(option)),
    voters: voters + Math.sign(now.length) - Math.sign(before.length),
  };
}
