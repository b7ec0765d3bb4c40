/**
 * Keeps the copies of rooms in IndexedDB up to date. This is separate from reading them, because a page shows a copy
 * early and writes it late.
 */

import { promisifyRequest } from 'idb-keyval';
import { normaliseRoom } from '../../protocol/room-names.ts';
import type { CoreClient } from '../core-client.ts';
import type { RoomState } from '../room-state/state.ts';
import { COPIED, copyOf, type RoomCopy } from './room-copy.ts';
import { copyStore, isCopy } from './room-copy-idb.ts';

/** The last state of each client that was written. */
const kept = new WeakMap<CoreClient, RoomState>();

/**
 * Begins to update the copy of a client's room if any of its fields has changed. Call it from time to time, and with
 * `isLast` when the page may be about to close. While the client is connecting, the copy waits for the missed events,
 * and only `isLast` writes it.
 * @returns whether a copy is being written
 */
export function keepCopy(client: CoreClient, { isLast }: { isLast: boolean }): boolean {
  const { state } = client;
  const copy = copyOf(client.parts.store.state);
  if (state.link.status === 'connecting' && !isLast) return false;
  const before = kept.get(client);
  if (before && COPIED.every((key) => state[key] === before[key])) return false;
  kept.set(client, state);
  const room = normaliseRoom(state.room) ?? state.room;
  const isLive = state.link.status === 'live';
  if (copy) saveCopy(room, copy, { isLive, isLast });
  // The room was closed, and everything in it deleted.
  else if (isLive) forgetCopy(room);
  return copy !== undefined;
}

/**
 * Whether `copy` may replace the stored one. A tab without a connection may know less than a connected one, and deleted
 * messages must not come back.
 */
export function supersedes({ state }: RoomCopy, there: RoomCopy | undefined, isLive: boolean): boolean {
  if (there?.state.epoch === state.epoch) return there.state.head <= state.head;
  return isLive;
}

/**
 * Stores `copy`, unless the stored one is newer.
 * @param isLive whether the room is connected
 * @param isLast the page may close at any moment, so there is no time to read the stored copy
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
        // An automatic commit waits for the next turn, which a closing page doesn't get.
        return copies.transaction.commit();
      }
      const there = await promisifyRequest<unknown>(copies.get(room));
      if (supersedes(copy, isCopy(there) ? there : undefined, isLive)) await promisifyRequest(copies.put(copy, room));
    });
  } catch {
    // Without storage there is simply nothing to read offline.
  }
}

/** Deletes the copy of `room` and returns it, so that the caller can restore it. */
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
    // There was no copy.
  }
}
