/** The copy of a room that outlives the page: what it takes to show the room without a connection, and to go on from there. */

import type { Person, Settings } from '../protocol/frames.ts';
import type { ClientState } from './reduce.ts';
import type { Message } from './state.ts';

/** Messages in a copy. */
export const COPIED_MESSAGES = 200;

/** As the room had it at `head`: own changes that are on their way are in the outbox, and the key of a lock is in neither. */
export interface RoomCopy {
  epoch: string;
  /** All up to this `seq` is in it, or lies before its messages. */
  head: number;
  /** Ascending; deleted ones without text. */
  messages: Message[];
  hasOlder: boolean;
  self: Person;
  settings: Settings;
}

/** @returns `undefined` of a room that nothing is known of, or that has no events */
export function copyOf({ epoch, head, messages, hasOlder, self, settings }: ClientState): RoomCopy | undefined {
  if (!self || epoch === '') return undefined;
  const newest = messages.slice(-COPIED_MESSAGES);
  return {
    epoch,
    head,
    // Another session may take it up: whose a message is, its author's id tells.
    messages: newest.map(({ own: _, ...message }) => message),
    hasOlder: hasOlder || newest.length < messages.length,
    self,
    settings,
  };
}

/**
 * Whether `copy` may take the place of the one that is there. A tab that lost its connection knows less than one that has it,
 * and what was deleted meanwhile must not come back.
 */
export function supersedes(copy: RoomCopy, there: RoomCopy | undefined, isLive: boolean): boolean {
  if (!there) return isLive;
  return there.epoch === copy.epoch ? there.head <= copy.head : isLive;
}
