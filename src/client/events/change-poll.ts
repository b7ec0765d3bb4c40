/** What votes and the end of a poll have in common: both change their poll. */

import type { Tally } from '../../protocol/events/poll.ts';
import { changeMessage } from '../room-state/messages.ts';
import type { Message } from '../room-state/state.ts';
import type { StateDraft } from '../room-state/state-draft.ts';

export type Poll = Extract<Message, { type: 'poll' }>;

/** Changes the poll `ref`, if it is loaded. */
export function changePoll(draft: StateDraft, ref: number, next: (poll: Poll) => Poll): void {
  changeMessage(draft, ref, (message) => (message.type === 'poll' ? next(message) : message));
}

/** An own event that isn't stored yet has no counts. */
export const UNTOLD: Tally = { counts: [], voters: 0 };
