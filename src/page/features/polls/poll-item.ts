import type { Message, Outgoing } from '../../../client/state.ts';

/** A poll, stored or on its way. */
export type PollItem = Extract<Message | Outgoing, { type: 'poll' }>;
