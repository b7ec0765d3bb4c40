/** The outbox in IndexedDB, shared by all tabs of the origin. Entries are keyed by room, session and order. */

import { promisifyRequest, type UseStore } from 'idb-keyval';
import { pageStore } from '../storage/page-store.ts';
import type { OutboxStore } from './outbox.ts';
import type { Queued } from './own-event.ts';

type Key = [room: string, sessionSecret: string, order: number];

let opened: UseStore | undefined;

/** Opened once for all rooms. */
function store(): UseStore {
  opened ??= pageStore('parley-outbox', 'entries');
  return opened;
}

/**
 * The outbox of one session. If IndexedDB is missing, the outbox doesn't outlive the page. Nothing is written before the
 * stored entries are read, so that none is overwritten.
 */
export function idbOutbox(room: string, sessionSecret: string): OutboxStore {
  let isRead = false;
  return {
    async load() {
      const kept = await read(room, sessionSecret);
      isRead = true;
      return kept;
    },
    async write(put, remove) {
      if (!isRead) return;
      await store()('readwrite', (entries) => {
        for (const order of remove) entries.delete([room, sessionSecret, order] satisfies Key);
        for (const entry of put) entries.put(entry, [room, sessionSecret, entry.order] satisfies Key);
        // An automatic commit waits for the next turn, which a closing page doesn't get.
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

/** All keys that begin with `prefix`. In IndexedDB an array sorts after every number and string. */
function within(prefix: string[]): IDBKeyRange {
  return IDBKeyRange.bound(prefix, [...prefix, []]);
}
