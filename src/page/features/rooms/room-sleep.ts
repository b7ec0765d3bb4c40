/** Disconnects rooms that nobody has looked at for a day. Their last known content stays visible, even after a reload. */

import { recalled } from '../../../client/room-copy/recalled.ts';
import { loadCopy } from '../../../client/room-copy/room-copy-idb.ts';
import type { Room } from '../../state/room.ts';
import { currentRoom, rooms } from '../../state/rooms.ts';

/** How often to check for such rooms. */
const CHECK_MS = 10 * 60_000;

export function keepAsleep(): void {
  setInterval(sleep, CHECK_MS);
  recallAll();
}

function sleep(): void {
  const nowMs = Date.now();
  for (const room of rooms.value) {
    if (room === currentRoom.value && !document.hidden) room.record.look(nowMs);
    else if (room.record.isAsleep(nowMs)) room.close();
  }
}

/** One room after the other, because nobody waits for the result. */
async function recallAll(): Promise<void> {
  const nowMs = Date.now();
  for (const room of rooms.peek()) if (room.record.isAsleep(nowMs)) await recall(room);
}

/** Shows the stored copy of a room, unless the room was opened in the meantime. Leaving the room forgets both. */
async function recall(room: Room): Promise<void> {
  const copy = await loadCopy(room.name);
  if (copy) room.recall(recalled(room.name, copy));
}
