/** Who stands outside a room. Needed at once; what those inside may do there is in authority.ts. */

import type { Room } from './room.ts';

/** Whether the room doesn't let this person in: banned, removed, in front of its lock. Tracks the state of the room. */
export function isOut(room: Room): boolean {
  return room.state.value?.link.status === 'stopped';
}
