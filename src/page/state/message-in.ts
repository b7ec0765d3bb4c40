/** Looks a message up in a room. Only late code imports it. */

import { messageAt } from '../../client/room-state/messages.ts';
import type { Message } from '../../client/room-state/state.ts';
import type { Room } from './room.ts';

/** The message `seq`, or `undefined` if it isn't loaded. Tracks the state of the room. */
export function messageIn({ state }: Room, seq: number): Message | undefined {
  return messageAt(state.value?.messages ?? [], seq);
}
