/** Whether the reader is outside a room. Needed at start; authority.ts holds the rights of readers inside. */

import type { Room } from './room.ts';

/** Whether the room doesn't let this person in: banned, removed, in front of its lock. Tracks the state of the room. */
export function isOut(room: Room): boolean {
  return room.state.value?.link.status === 'stopped';
}
