/** A room in a tab: what it does with the session of the tab, with storage that a test controls. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CoreClient } from '../../src/client/core-client.ts';
import { openTab } from '../../src/client/open-tab.ts';
import { memoryOutbox, type OutboxStore } from '../../src/client/outbox/outbox.ts';
import { FakeClock } from './support/fake-clock.ts';
import { fakeSockets, settle } from './support/fake-line.ts';

const storage = vi.hoisted((): { outbox: OutboxStore | undefined } => ({ outbox: undefined }));

vi.mock('../../src/client/outbox/outbox-idb.ts', () => ({
  idbOutbox: () => storage.outbox,
  unsentSessions: async () => [],
}));
vi.mock('../../src/client/identity/identity-idb.ts', () => ({ browserIdentity: async () => undefined }));
vi.mock('../../src/client/room-copy/room-copy-idb.ts', () => ({ loadCopy: async () => undefined }));

/** The locks that this tab holds. */
const held = new Set<string>();

beforeEach(() => {
  vi.stubGlobal('PerformanceNavigationTiming', class {});
  const request = async (name: string, _options: LockOptions, use: (lock: Lock) => Promise<void>): Promise<void> => {
    held.add(name);
    await use({ name, mode: 'exclusive' });
    held.delete(name);
  };
  vi.stubGlobal('navigator', { locks: { request } });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function open() {
  return openTab({ url: 'http://room.test', room: 'den' }, (options) => {
    return new CoreClient({ ...options, clock: new FakeClock(), WebSocket: fakeSockets(() => {}) });
  });
}

test.each(['before the stored outbox was read', 'when the room is open'])(
  'a room that is closed %s keeps its session until everything written is stored',
  async (when) => {
    const inner = memoryOutbox();
    const [read, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    storage.outbox = {
      load: () => read.promise.then(inner.load),
      write: (put, remove) => written.promise.then(() => inner.write(put, remove)),
    };
    const room = open();
    await settle();
    if (when === 'when the room is open') {
      read.resolve();
      await room.client.opened;
    }
    room.client.send('early');
    room.close();
    read.resolve();
    await settle();
    expect(held.size).toBe(1);
    written.resolve();
    await settle();
    expect(held.size).toBe(0);
    expect(await inner.load()).toMatchObject([{ data: 'early' }]);
  },
);
