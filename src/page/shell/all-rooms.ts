/** Queries over all rooms, for the late parts. */

import type { Room } from '../state/room.ts';
import { currentRoom, rooms } from '../state/rooms.ts';

/** The room `step` places below the current one among those that `wanted` accepts. The list wraps around. */
export function neighbour(step: 1 | -1, wanted: (room: Room) => boolean = () => true): Room | undefined {
  const { value: all } = rooms;
  const current = currentRoom.value ? all.indexOf(currentRoom.value) : -1;
  const from = current === -1 && step === -1 ? 0 : current;
  for (let distance = 1; distance <= all.length; distance++) {
    const room = all[(from + step * distance + all.length) % all.length];
    if (room && room !== currentRoom.value && wanted(room)) return room;
  }
  return undefined;
}
