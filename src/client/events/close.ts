/** Closing a poll. Only the room knows which polls may be closed, and by whom. */

import type { ClientEvent } from './contract.ts';
import { changePoll, UNTOLD } from './polls.ts';

export const close: ClientEvent<'close'> = {
  apply(draft, { ref, ts: closed, counts, voters }) {
    changePoll(draft, ref, (poll) => ({ ...poll, ...(counts.length && { counts, voters }), closed }));
  },
  toEvent: (said) => ({ ...said, ...UNTOLD }),
  orphan: 'drop',
  shows: 'change',
};
