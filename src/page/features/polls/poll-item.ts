import type { Message, Outgoing } from '../../../client/room-state/state.ts';

/** A poll, stored or still being sent. */
export type PollItem = Extract<Message | Outgoing, { type: 'poll' }>;
