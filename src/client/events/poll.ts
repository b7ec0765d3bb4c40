/** Polls: a question with options. */

import type { ClientEvent } from './contract.ts';
import { addItem } from './msg.ts';

export const poll: ClientEvent<'poll'> = {
  apply(draft, { epoch: _, ...poll }, isOwn) {
    addItem(draft, { ...poll, counts: poll.options.map(() => 0), voters: 0 }, isOwn);
  },
  toEvent: (said) => said,
  orphan: 'plain',
  shows: 'row',
};
