/** Changes the list of rooms, and the reader's name in all of them. Only late code imports it. */

import { rename as renameIn } from '../../client/rename.ts';
import { roomPath } from '../../protocol/room-path.ts';
import { store } from './local-storage.ts';
import type { Room } from './room.ts';
import { byAge, currentRoom, myName, rooms } from './rooms.ts';
import { go } from './route.ts';

/** Changes the reader's name in all rooms. The caller has checked it with `cleanName`. */
export function rename(name: string): void {
  store.set('name', name);
  adoptName(name);
}

/** Uses a name that is stored already. */
export function adoptName(name: string): void {
  myName.value = name;
  for (const { client } of rooms.value) if (client.value) renameIn(client.value, name);
}

/** Removes a room from the list, and opens the next one if it was open. */
export function takeOut(room: Room): void {
  const index = rooms.value.indexOf(room);
  const isCurrent = currentRoom.value === room;
  rooms.value = rooms.value.filter((other) => other !== room);
  const next = rooms.value[index] ?? rooms.value[index - 1];
  // The address is replaced, because going back to the room would join it again.
  if (isCurrent) go(next ? roomPath(next.name) : '/', { replace: true });
}

/** Puts a room back in its place. */
export function putBack(room: Room): void {
  rooms.value = [...rooms.value.filter((other) => other !== room), room].sort(byAge);
}
