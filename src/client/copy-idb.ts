/** The copies of rooms in IndexedDB, shared by all tabs of the origin; one for each room. */

import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import { type RoomCopy, supersedes } from './copy.ts';
import { orElse } from './patience.ts';

let opened: UseStore | undefined;

/** @throws where the browser allows no storage */
function store(): UseStore {
  opened ??= createStore('parley-copies', 'rooms');
  return opened;
}

/** The copy of `room`; `undefined` if there is none, or storage is forbidden or doesn't answer. */
export async function loadCopy(room: string): Promise<RoomCopy | undefined> {
  const kept = await orElse(read(room), undefined);
  return isCopy(kept) ? kept : undefined;
}

async function read(room: string): Promise<unknown> {
  return store()('readonly', (copies) => promisifyRequest<unknown>(copies.get(room)));
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
    await store()('readwrite', async (copies) => {
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
    const kept = await store()('readwrite', (copies) => {
      const found = promisifyRequest<unknown>(copies.get(room));
      copies.delete(room);
      return found;
    });
    return isCopy(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

export async function forgetCopy(room: string): Promise<void> {
  try {
    await store()('readwrite', (copies) => promisifyRequest(copies.delete(room)));
  } catch {
    // Nothing was kept.
  }
}

/** Whether this version has written it. */
function isCopy(kept: unknown): kept is RoomCopy {
  return typeof kept === 'object' && kept !== null && 'v' in kept && kept.v === 1;
}
