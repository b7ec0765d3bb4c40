/** Closing a poll. Only the room knows which polls may be closed, and by whom. */

import { changePoll, UNTOLD } from './change-poll.ts';
import type { ClientEvent } from './contract.ts';

export const close: ClientEvent<'close'> = {
  apply(draft, { ref, ts: closed, counts, voters }) {
    changePoll(draft, ref, (poll) => ({ ...poll, ...(counts.length && { counts, voters }), closed }));
  },
  toEvent: (said) => ({ ...said, ...UNTOLD }),
  orphan: 'drop',
  shows: 'change',
};
