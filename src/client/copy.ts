/** The copy of a room that outlives the page: what it takes to show the room without a connection, and to go on from there. */

import type { ClientState } from './client-state.ts';

/** Messages in a copy. */
export const COPIED_MESSAGES = 200;

/** What a copy is made of. The key of a lock is in none of it. */
export const COPIED = ['epoch', 'head', 'messages', 'hasOlder', 'self', 'settings'] as const;

export interface RoomCopy {
  /** Of its shape: a page of another version leaves it alone. */
  v: 1;
  /** As the room had it at `head`: own changes that are on their way are in the outbox. */
  state: Pick<ClientState, (typeof COPIED)[number]>;
}

/** @returns `undefined` of a room that nothing is known of, or that has no events */
export function copyOf({ epoch, head, messages, hasOlder, self, settings }: ClientState): RoomCopy | undefined {
  if (!self || epoch === '') return undefined;
  const newest = messages.slice(-COPIED_MESSAGES);
  return {
    v: 1,
    state: {
      epoch,
      head,
      // Another session may take it up: whose a message is, its author's id tells.
      messages: newest.map(({ own: _, ...message }) => message),
      hasOlder: hasOlder || newest.length < messages.length,
      self,
      settings,
    },
  };
}
