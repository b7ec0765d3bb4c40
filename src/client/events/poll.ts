/** Polls: a question with options. */

import type { ClientEvent } from './contract.ts';
import { addItem } from './msg.ts';

export const poll: ClientEvent<'poll'> = {
  apply(draft, { epoch: _, ...poll }, isOwn) {
    const { type, options, ...deleted } = poll;
    // A replay may contain a deleted poll, which is like any deleted message.
    addItem(draft, poll.gone ? deleted : { ...poll, counts: options.map(() => 0), voters: 0 }, isOwn);
  },
  toEvent: (said) => said,
  orphan: 'plain',
  shows: 'row',
};
