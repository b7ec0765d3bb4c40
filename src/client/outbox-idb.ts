/** The outbox in IndexedDB, shared by all tabs of the origin; entries keyed by room, session and order. */

import { createStore, promisifyRequest, type UseStore } from 'idb-keyval';
import type { OutboxStore } from './outbox.ts';
import type { Queued } from './own-event.ts';
import { orElse } from './storage-timeout.ts';

type Key = [room: string, sessionSecret: string, order: number];

let opened: UseStore | undefined;

/** Opened once for all rooms. */
function store(): UseStore {
  opened ??= createStore('parley-outbox', 'entries');
  return opened;
}

/**
 * The outbox of one session. Without IndexedDB, or one that answers in time, it doesn't outlive the page; what a former life
 * left in there is then not overwritten, and goes out when the room is opened the next time.
 */
export function idbOutbox(room: string, sessionSecret: string): OutboxStore {
  let isRead = false;
  return {
    async load() {
      const kept = await orElse(read(room, sessionSecret), undefined);
      isRead = kept !== undefined;
      return kept ?? [];
    },
    async write(put, remove) {
      if (!isRead) return;
      await store()('readwrite', (entries) => {
        for (const order of remove) entries.delete([room, sessionSecret, order] satisfies Key);
        for (const entry of put) entries.put(entry, [room, sessionSecret, entry.order] satisfies Key);
        // Left to itself it commits with the next turn, which a page that goes away doesn't have.
        entries.transaction.commit();
        return promisifyRequest(entries.transaction);
      });
    },
  };
}

/** Keys sort by their parts, so the entries come in order. */
async function read(room: string, sessionSecret: string): Promise<Queued[]> {
  return store()('readonly', (entries) => promisifyRequest<Queued[]>(entries.getAll(within([room, sessionSecret]))));
}

/** The sessions that have entries in `room`. Rejects where storage is forbidden. */
export async function unsentSessions(room: string): Promise<string[]> {
  const keys = await store()('readonly', (entries) => promisifyRequest(entries.getAllKeys(within([room]))));
  return [...new Set(keys.map((key) => (Array.isArray(key) ? String(key[1]) : '')))];
}

/** All keys that begin with `prefix`: an array sorts after every number and string. */
function within(prefix: string[]): IDBKeyRange {
  return IDBKeyRange.bound(prefix, [...prefix, []]);
}
