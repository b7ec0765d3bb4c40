/** Copies of rooms in IndexedDB, one per room, shared by all tabs of the origin. */

import { promisifyRequest, type UseStore } from 'idb-keyval';
import { pageStore } from '../storage/page-store.ts';
import { orElse } from '../storage/storage-timeout.ts';
import type { RoomCopy } from './room-copy.ts';

let opened: UseStore | undefined;

/** @throws if the browser forbids storage */
export function copyStore(): UseStore {
  opened ??= pageStore('parley-copies', 'rooms');
  return opened;
}

/** The copy of `room`; `undefined` if there is none, or if storage is forbidden or doesn't answer. */
export async function loadCopy(room: string): Promise<RoomCopy | undefined> {
  const kept = await orElse(read(room), undefined);
  return isCopy(kept) ? kept : undefined;
}

async function read(room: string): Promise<unknown> {
  return copyStore()('readonly', (copies) => promisifyRequest<unknown>(copies.get(room)));
}

/** Whether a stored value is a copy that this version wrote. */
export function isCopy(kept: unknown): kept is RoomCopy {
  return typeof kept === 'object' && kept !== null && 'v' in kept && kept.v === 1;
}
