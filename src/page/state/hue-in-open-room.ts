/** The colours of members in the room on the screen. */

import { currentRoom } from './rooms.ts';

/** The hue of a member of the room on the screen, in degrees. Tracks which room that is. */
export function hueOf(memberId: string): number {
  // Without a room, no member is shown.
  return currentRoom.value?.hues.of(memberId) ?? 0;
}
