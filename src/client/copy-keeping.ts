/** Keeps the copies of rooms in IndexedDB up to date. Apart from reading them, since a page shows a copy first and writes it later. */

import { promisifyRequest } from 'idb-keyval';
import { normaliseRoom } from '../protocol/room-names.ts';
import { COPIED, type RoomCopy } from './copy.ts';
import { copyStore, isCopy } from './copy-idb.ts';
import type { RoomClient } from './room-client.ts';
import type { RoomState } from './state.ts';

/** What was kept of each client's room last. */
const kept = new WeakMap<RoomClient, RoomState>();

/**
 * Brings the copy of a client's room up to date, if anything that it holds has changed. To be called now and then, and with
 * `isLast` when the page may be about to go.
 */
export async function keepCopy(client: RoomClient, { isLast }: { isLast: boolean }): Promise<void> {
  const { state, copy } = client;
  const before = kept.get(client);
  if (before && COPIED.every((key) => state[key] === before[key])) return;
  kept.set(client, state);
  const room = normaliseRoom(state.room) ?? state.room;
  const isLive = state.link.status === 'live';
  if (copy) await saveCopy(room, copy, { isLive, isLast });
  // Whoever closed the room has deleted all that was in it.
  else if (isLive) await forgetCopy(room);
}

/**
 * Whether `copy` may take the place of the one that is there. A tab that lost its connection knows less than one that has it,
 * and what was deleted meanwhile must not come back.
 */
export function supersedes({ state }: RoomCopy, there: RoomCopy | undefined, isLive: boolean): boolean {
  if (there?.state.epoch === state.epoch) return there.state.head <= state.head;
  return isLive;
}

/**
 * Keeps `copy`, unless what is there is newer.
 * @param isLive whether the room is connected
 * @param isLast the page may be gone in a moment: there is no time to look at what is there
 */
export async function saveCopy(
  room: string,
  copy: RoomCopy,
  { isLive, isLast }: { isLive: boolean; isLast: boolean },
): Promise<void> {
  try {
    await copyStore()('readwrite', async (copies) => {
      if (isLive && isLast) {
        copies.put(copy, room);
        // Left to itself it commits with the next turn, which a page that goes away doesn't have.
        return copies.transaction.commit();
      }
      const there = await promisifyRequest<unknown>(copies.get(room));
      if (supersedes(copy, isCopy(there) ? there : undefined, isLive)) await promisifyRequest(copies.put(copy, room));
    });
  } catch {
    // Without storage nothing is there to read offline.
  }
}

/** Forgets the copy of `room`, and returns it, so that it can be kept again. */
export async function takeCopy(room: string): Promise<RoomCopy | undefined> {
  try {
    const kept = await copyStore()('readwrite', (copies) => {
      const found = promisifyRequest<unknown>(copies.get(room));
      copies.delete(room);
      return found;
    });
    return isCopy(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

async function forgetCopy(room: string): Promise<void> {
  try {
    await copyStore()('readwrite', (copies) => promisifyRequest(copies.delete(room)));
  } catch {
    // Nothing was kept.
  }
}
