/** Using a client before its opening (session, outbox, identity and copy) is loaded. */

import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Identity } from '../../src/client/identity/identity.ts';
import { newSessionSecret } from '../../src/client/identity/session.ts';
import type { Opening } from '../../src/client/options.ts';
import { memoryOutbox, type OutboxStore } from '../../src/client/outbox/outbox.ts';
import { RoomClient } from '../../src/client/room-client.ts';
import type { RoomCopy } from '../../src/client/room-copy/room-copy.ts';
import { STORAGE_PATIENCE_MS } from '../../src/client/storage/storage-timeout.ts';
import { FakeClock } from './support/fake-clock.ts';
import { type FakeLine, fakeSockets, settle } from './support/fake-line.ts';
import { ack, history, item, SELF, welcome } from './support/frames.ts';

const COPY: RoomCopy = {
  v: 1,
  state: {
    epoch: 'e1',
    head: 2,
    messages: [item(1), item(2)],
    hasOlder: false,
    self: SELF,
    settings: { topic: 'Tea', slow: 0, locked: false },
  },
};

let lines: FakeLine[];
let client: RoomClient;
let settleOpening: { resolve: (opening: Opening) => void; reject: (error: unknown) => void };

beforeEach(() => {
  lines = [];
  const { promise, resolve, reject } = Promise.withResolvers<Opening>();
  settleOpening = { resolve, reject };
  client = new RoomClient({
    url: 'http://room.test',
    room: 'den',
    opening: promise,
    clock: new FakeClock(),
    random: () => 0.5,
    WebSocket: fakeSockets((line) => lines.push(line)),
  });
});

const texts = () => client.state.outbox.map(({ data }) => data);
const sent = (line: FakeLine | undefined) => (line?.up ?? []).map((text) => JSON.parse(text));

/** An outbox with a message of an earlier process. Records the text or type of each entry written since. */
function filled(): OutboxStore & { written: string[] } {
  const inner = memoryOutbox();
  inner.write([{ type: 'msg', data: 'left', id: 'x', createdMs: 0, status: 'sending', order: 7 }], []);
  const written: string[] = [];
  return {
    written,
    load: inner.load,
    write: (put, remove) => {
      written.push(...put.map((entry) => ('data' in entry ? String(entry.data) : entry.type)));
      return inner.write(put, remove);
    },
  };
}

test('a message sent before opening shows at once, and nothing connects until the client is opened', async () => {
  client.connect();
  expect(client.send('early')).toMatchObject({ ok: true });
  expect(texts()).toEqual(['early']);
  await settle();
  expect(lines).toEqual([]);
  expect(client.state.link.status).toBe('connecting');
});

test('the copy is applied first, then the stored outbox, then the messages sent meanwhile', async () => {
  const { promise: read, resolve: answer } = Promise.withResolvers<void>();
  const outbox = filled();
  const { load } = outbox;
  const session = { sid: newSessionSecret() };
  client.connect();
  client.send('early');
  settleOpening.resolve({ session, copy: COPY, outbox: { ...outbox, load: () => read.then(load) } });
  await settle();
  expect(client.state).toMatchObject({ head: 2, self: SELF, settings: { topic: 'Tea' } });
  expect([texts(), outbox.written, lines]).toEqual([['early'], [], []]);
  answer();
  await client.opened;
  await settle();
  expect(texts()).toEqual(['left', 'early']);
  expect(outbox.written).toEqual(['early']);
  const [line] = lines;
  expect([line?.sid, line?.url.search]).toEqual([session.sid, '?since=2&epoch=e1']);
  line?.deliver(JSON.stringify(welcome({ seq: 2, recovered: true })));
  await settle();
  expect(sent(line)).toMatchObject([{ data: 'left' }]);
  line?.deliver(JSON.stringify(ack(3, 'x')));
  await settle();
  expect(sent(line)).toMatchObject([{ data: 'left' }, { data: 'early' }]);
});

test('if `opening` rejects, the client joins as a guest without stored state and still sends', async () => {
  client.connect();
  client.send('early');
  settleOpening.reject(new Error('The storage is unavailable.'));
  await client.opened;
  await settle();
  const [line] = lines;
  line?.deliver(JSON.stringify(welcome({ seq: 0 })));
  await settle();
  expect(sent(line)).toMatchObject([{ data: 'early' }]);
  expect(client.session.sid).toBe(line?.sid);
});

test('defaults apply to everything that `opening` does not provide', async () => {
  const identity: Identity = { id: 'me', prove: async () => 'proof', setClock: () => {} };
  let offered: string[] = [];
  const member = new RoomClient({
    url: 'http://room.test',
    room: 'den',
    name: 'Bo',
    opening: Promise.resolve({ identity }),
    clock: new FakeClock(),
    WebSocket: fakeSockets((line) => {
      offered = [...line.url.searchParams.values()];
      lines.push(line);
    }),
  });
  member.connect();
  await member.opened;
  await settle();
  expect(offered).toEqual(['Bo']);
  expect(lines[0]?.sid).toBe(member.session.sid);
});

test('a reply sent before opening belongs to the epoch of the stored copy', async () => {
  client.connect();
  client.send('early', { re: 2 });
  settleOpening.resolve({ copy: COPY });
  await client.opened;
  await settle();
  const [line] = lines;
  line?.deliver(JSON.stringify(welcome({ seq: 1, epoch: 'e2' })));
  line?.deliver(JSON.stringify(history([item(1)])));
  await settle();
  // The log has been started again. The original message 2 is gone, and a new message may get its number.
  expect(sent(line)).toEqual([{ type: 'msg', id: expect.any(String), data: 'early' }]);
});

test('a message can be edited and withdrawn before the client is opened', async () => {
  const outbox = filled();
  const [first, second] = [client.send('one'), client.send('two')];
  if (first.ok) client.edit(first.id, 'uno');
  if (second.ok) expect(client.discard(second.id)).toBe(true);
  settleOpening.resolve({ outbox });
  await client.opened;
  expect(texts()).toEqual(['left', 'uno']);
});

test('leaving a room before the client is opened means that it is never entered', async () => {
  client.connect();
  client.leave();
  settleOpening.resolve({ outbox: filled() });
  await client.opened;
  await settle();
  expect(lines).toEqual([]);
  expect(client.state.link).toEqual({ status: 'idle' });
  expect(texts()).toEqual(['left']);
});

test('keepOutbox, called before the client is opened, resolves only once the outbox is stored', async () => {
  const outbox = filled();
  const { promise: written, resolve: finish } = Promise.withResolvers<void>();
  let isKept = false;
  client.send('early');
  client.keepOutbox().then(() => {
    isKept = true;
  });
  settleOpening.resolve({
    outbox: { ...outbox, write: (put, remove) => written.then(() => outbox.write(put, remove)) },
  });
  await client.opened;
  await settle();
  expect([outbox.written, isKept]).toEqual([[], false]);
  finish();
  await settle();
  expect([outbox.written, isKept]).toEqual([['early'], true]);
});

test('abandoning a room before the client is opened drops stored and newly sent messages', async () => {
  const outbox = filled();
  client.send('early');
  const gone = client.abandon();
  settleOpening.resolve({ outbox });
  await gone;
  expect(texts()).toEqual([]);
  expect(await outbox.load()).toEqual([]);
  client.rejoin();
  expect(texts()).toEqual(['left', 'early']);
});

describe('slow storage', () => {
  /** A client whose outbox has not answered in time. @returns the outbox, and a function that lets it answer */
  async function slow() {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { promise: read, resolve: answer } = Promise.withResolvers<void>();
    const outbox = filled();
    const { load } = outbox;
    client.connect();
    settleOpening.resolve({ outbox: { ...outbox, load: () => read.then(load) } });
    await vi.advanceTimersByTimeAsync(STORAGE_PATIENCE_MS);
    const [line] = lines;
    return { outbox, answer, line };
  }

  test('a client connects and sends without the stored outbox, and adopts it once it has been read', async () => {
    const { outbox, answer, line } = await slow();
    for (const text of ['one', 'two']) client.send(text);
    line?.deliver(JSON.stringify(welcome({ seq: 0 })));
    await vi.advanceTimersByTimeAsync(0);
    const [one] = sent(line);
    expect([texts(), outbox.written]).toEqual([['one', 'two'], []]);
    answer();
    await client.opened;
    expect(texts()).toEqual(['left', 'one', 'two']);
    expect(outbox.written).toEqual(['one', 'two']);
    line?.deliver(JSON.stringify(ack(1, one.id)));
    await vi.advanceTimersByTimeAsync(0);
    line?.deliver(JSON.stringify(ack(2, 'x')));
    await vi.advanceTimersByTimeAsync(0);
    expect(sent(line)).toMatchObject([{ data: 'one' }, { data: 'left' }, { data: 'two' }]);
    expect(await outbox.load()).toMatchObject([{ data: 'two' }]);
  });

  test('a new name still applies to the messages after it once the stored outbox has been read', async () => {
    const { answer, line } = await slow();
    client.send('one');
    client.rename('Kim');
    client.send('two');
    line?.deliver(JSON.stringify(welcome({ seq: 0 })));
    await vi.advanceTimersByTimeAsync(0);
    const [one] = sent(line);
    answer();
    await client.opened;
    for (const [seq, id] of [one.id, 'x'].entries()) {
      line?.deliver(JSON.stringify(ack(seq + 1, id)));
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(sent(line)).toMatchObject([{ data: 'one' }, { data: 'left' }, { data: 'Kim' }, { data: 'two' }]);
  });

  test('abandoning a room drops the stored outbox once it has been read, and rejoining brings it back', async () => {
    const { outbox, answer } = await slow();
    client.send('late');
    const gone = client.abandon();
    expect(texts()).toEqual([]);
    answer();
    await gone;
    expect([texts(), await outbox.load()]).toEqual([[], []]);
    client.rejoin();
    expect(texts()).toEqual(['left', 'late']);
  });

  test('rejoining a room before the stored outbox has been read keeps it', async () => {
    const { outbox, answer } = await slow();
    client.send('late');
    const gone = client.abandon();
    client.rejoin();
    expect(texts()).toEqual(['late']);
    answer();
    await gone;
    expect([texts(), outbox.written]).toEqual([['left', 'late'], ['late']]);
  });
});
