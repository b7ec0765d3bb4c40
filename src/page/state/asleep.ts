/** Puts rooms to sleep that nobody has looked at for a day. */

import { currentRoom, rooms } from './rooms.ts';

/** How often to look for them. */
const CHECK_MS = 10 * 60_000;

export function keepAsleep(): void {
  setInterval(sleep, CHECK_MS);
}

function sleep(): void {
  const nowMs = Date.now();
  for (const room of rooms.value) {
    if (room === currentRoom.value && !document.hidden) room.look(nowMs);
    else if (room.isAsleep(nowMs)) room.close();
  }
}
