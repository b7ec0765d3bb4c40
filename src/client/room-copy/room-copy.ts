/** A room's copy outlives the page. It has what is needed to show the room offline and to resume from there. */

import type { ClientState } from '../room-state/client-state.ts';

/** The maximum number of messages in a copy. */
export const COPIED_MESSAGES = 200;

/** The fields of the state that a copy has. They never include the key of a lock. */
export const COPIED = ['epoch', 'head', 'messages', 'hasOlder', 'self', 'settings'] as const;

export interface RoomCopy {
  /** Version of the format. A page of another version ignores the copy. */
  v: 1;
  /** As the room had it at `head`. Pending changes are in the outbox instead. */
  state: Pick<ClientState, (typeof COPIED)[number]>;
}

/** @returns `undefined` for a room that nothing is known of, or that has no events */
export function copyOf({ epoch, head, messages, hasOlder, self, settings }: ClientState): RoomCopy | undefined {
  if (!self || epoch === '') return undefined;
  const newest = messages.slice(-COPIED_MESSAGES);
  return {
    v: 1,
    state: {
      epoch,
      head,
      // Drop `own`, because another session may load the copy. The author's id tells whose message it is.
      messages: newest.map(({ own: _, ...message }) => message),
      hasOlder: hasOlder || newest.length < messages.length,
      self,
      settings,
    },
  };
}
