/** When the copies of rooms are written, with a store that only counts. */

import type { UseStore } from 'idb-keyval';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { CoreClient } from '../../../../src/client/core-client.ts';
import type { RoomCopy } from '../../../../src/client/room-copy/room-copy.ts';
import { keepCopies } from '../../../../src/page/features/connection/keep-room-copies.ts';
import { put } from '../../../../src/page/gallery/put.ts';
import { Room } from '../../../../src/page/state/room.ts';
import { rooms } from '../../../../src/page/state/rooms.ts';
import type { ServerFrame } from '../../../../src/protocol/frames.ts';
import { FakeClock } from '../../../client/support/fake-clock.ts';
import { type FakeLine, fakeSockets } from '../../../client/support/fake-line.ts';
import { broadcast, history, item, welcome } from '../../../client/support/frames.ts';

const KEEP_MS = 2_000;

const store = vi.hoisted(() => ({ copies: new Map<unknown, unknown>(), writes: [] as unknown[] }));

vi.mock('idb-keyval', () => ({
  createStore: (): UseStore => async (_mode, work) => {
    const transaction = Object.assign(new EventTarget(), { commit: () => {}, abort: () => {} });
    const entries = {
      transaction,
      get: (key: unknown) => store.copies.get(key),
      put: (copy: unknown, key: unknown) => {
        store.copies.set(key, copy);
        store.writes.push(key);
      },
      delete: (key: unknown) => store.copies.delete(key),
    };
    return work(entries as unknown as IDBObjectStore);
  },
  promisifyRequest: async (request: unknown) => request,
}));

beforeAll(() => {
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }));
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  keepCopies();
});

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  rooms.value = [];
  store.copies.clear();
  store.writes.length = 0;
  vi.useRealTimers();
});

afterAll(() => {
  vi.unstubAllGlobals();
});

const settled = () => vi.advanceTimersByTimeAsync(0);

/** A connected room, and a function that delivers frames to it. */
async function open(name: string, seq = 1) {
  const room = new Room(name, 0);
  const lines: FakeLine[] = [];
  const client = new CoreClient({
    url: 'http://room.test',
    room: name,
    clock: new FakeClock(),
    WebSocket: fakeSockets((line) => lines.push(line)),
  });
  put(room.client, client);
  client.on('state', () => put(room.state, client.state));
  rooms.value = [...rooms.peek(), room];
  client.connect();
  await settled();
  const deliver = (frame: ServerFrame) => {
    lines[0]?.deliver(JSON.stringify(frame));
    return settled();
  };
  await deliver(welcome({ seq, room: name }));
  if (seq > 0) await deliver(history([item(1)]));
  return { room, client, deliver };
}

const textsOf = (name: string) => (store.copies.get(name) as RoomCopy | undefined)?.state.messages.length;

test('the copy of a room contains the messages as soon as they have arrived, whatever came just before', async () => {
  const { client, deliver } = await open('first');
  expect(textsOf('first')).toBe(1);
  await vi.advanceTimersByTimeAsync(KEEP_MS);
  client.typing();
  client.send('mine');
  await settled();
  await deliver(broadcast(2));
  expect([textsOf('first'), store.writes.length]).toEqual([2, 2]);
});

test('the first message of an empty room is in its copy as soon as it has arrived', async () => {
  const { deliver } = await open('empty', 0);
  await deliver(broadcast(1, { epoch: 'e1' }));
  expect(textsOf('empty')).toBe(1);
});

test('a burst of messages takes two writes, and the second has them all', async () => {
  const { deliver } = await open('burst');
  await vi.advanceTimersByTimeAsync(KEEP_MS);
  const before = store.writes.length;
  for (let seq = 2; seq <= 101; seq++) await deliver(broadcast(seq));
  expect([textsOf('burst'), store.writes.length - before]).toEqual([2, 1]);
  await vi.advanceTimersByTimeAsync(KEEP_MS);
  expect([textsOf('burst'), store.writes.length - before]).toEqual([101, 2]);
  await vi.advanceTimersByTimeAsync(10 * KEEP_MS);
  expect(store.writes.length - before).toBe(2);
});

test('a busy room does not delay the copy of another', async () => {
  const busy = await open('busy');
  const quiet = await open('quiet');
  await vi.advanceTimersByTimeAsync(KEEP_MS);
  await busy.deliver(broadcast(2));
  await quiet.deliver(broadcast(2));
  expect([textsOf('busy'), textsOf('quiet')]).toEqual([2, 2]);
});

test('nothing about a room is stored once the reader has left it', async () => {
  const { room, deliver } = await open('left');
  await deliver(broadcast(2));
  expect(textsOf('left')).toBe(1);
  room.record.retire();
  await vi.advanceTimersByTimeAsync(KEEP_MS);
  expect(textsOf('left')).toBe(1);
});
