import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { identityOf, makeKey } from '../../src/client/identity/identity.ts';
import { newSessionSecret } from '../../src/client/identity/session.ts';
import type { RoomClientOptions } from '../../src/client/options.ts';
import { memoryOutbox } from '../../src/client/outbox/outbox.ts';
import { RoomClient } from '../../src/client/room-client.ts';
import type { RoomState } from '../../src/client/room-state/state.ts';
import { verifyProof } from '../../src/edge/proof.ts';
import { CLOSE } from '../../src/protocol/codes.ts';
import type { ServerFrame } from '../../src/protocol/frames.ts';
import { FakeClock } from './support/fake-clock.ts';
import { ANA, ack, batch, broadcast, history, item, SELF, system, welcome } from './support/frames.ts';
import { type Peer, WsRoom } from './support/ws-room.ts';

/** Verifies the proof that a client offered, as the edge would. */
function proofOf(peer: Peer, nowMs: number) {
  const proof = peer.protocols.find((entry) => entry.startsWith('dpop.'))?.slice('dpop.'.length) ?? '';
  const htu = [`https://${new URL(room.url).host}/ws/den`];
  return verifyProof(proof, { htm: 'GET', htu }, nowMs);
}

let room: WsRoom;
let clock: FakeClock;
let clients: RoomClient[];

beforeEach(async () => {
  room = await WsRoom.open();
  clock = new FakeClock();
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.leave();
  await room.close();
});

function newClient(more: Partial<RoomClientOptions> = {}): RoomClient {
  const client = new RoomClient({ url: room.url, room: 'Den', clock, random: () => 0.5, ...more });
  clients.push(client);
  return client;
}

/** Resolves once the state meets the condition. */
function until(client: RoomClient, is: (state: RoomState) => boolean): Promise<RoomState> {
  return new Promise((resolve) => {
    const look = () => {
      if (!is(client.state)) return;
      stop();
      resolve(client.state);
    };
    const stop = client.on('state', look);
    look();
  });
}
const status = (wanted: RoomState['link']['status']) => (state: RoomState) => state.link.status === wanted;
const head = (wanted: number) => (state: RoomState) => state.head === wanted;

/** A client that is live at seq 2, and the server's end of its connection. */
async function joined(more: Partial<RoomClientOptions> = {}): Promise<{ client: RoomClient; peer: Peer }> {
  const client = newClient(more);
  client.connect();
  const peer = await room.peer();
  peer.say(welcome({ seq: 2 }), history([item(1), item(2)]));
  await until(client, head(2));
  return { client, peer };
}

/** The client's next connection, after a resume that replays `missed`. */
async function again(client: RoomClient, seq = 2, ...missed: ServerFrame[]): Promise<Peer> {
  await until(client, status('waiting'));
  clock.advance(30_000);
  const peer = await room.peer();
  peer.say(welcome({ seq, recovered: true }), ...missed);
  await until(client, status('live'));
  return peer;
}

describe('connecting', () => {
  test('the URL names room and member, and only the subprotocol contains the session', async () => {
    const sid = newSessionSecret();
    newClient({ room: '你好', name: 'Bo', session: { sid } }).connect();
    const peer = await room.peer();
    expect(peer.url.pathname).toBe(`/ws/${encodeURIComponent('你好')}`);
    expect([...peer.url.searchParams]).toEqual([['name', 'Bo']]);
    expect(peer.protocols).toEqual(['parley.v1', `sid.${sid}`]);
    expect(peer.url.href).not.toContain(sid);
  });

  test('a client sends the key of a locked room only in the subprotocol, once it has one', async () => {
    const key = `${'k'.repeat(42)}A`;
    const client = newClient();
    client.connect();
    const first = await room.peer();
    expect(first.protocols.some((entry) => entry.startsWith('key.'))).toBe(false);
    first.say({ type: 'error', code: 'locked', data: 'It takes a key.', fatal: true, close: CLOSE.locked });
    await until(client, status('stopped'));
    expect(client.state.link).toMatchObject({ code: 'locked' });
    client.useKey(key);
    client.connect();
    const { protocols, url } = await room.peer();
    expect(protocols).toContain(`key.${key}`);
    expect(url.href).not.toContain(key);
  });

  test('a client sends a new proof for every connection, only in the subprotocol', async () => {
    const identity = await identityOf(await makeKey(false));
    const { client, peer } = await joined({ identity });
    const first = await proofOf(peer, clock.now());
    expect(first).toMatchObject({ id: identity.id });
    expect(peer.url.href).not.toContain('dpop');
    peer.socket.terminate();
    const second = await proofOf(await again(client), clock.now());
    expect(second).toMatchObject({ id: identity.id });
    if ('jti' in first && 'jti' in second) expect(second.jti).not.toBe(first.jti);
  });

  test("a client dates its proofs by the server's clock as soon as it knows that clock", async () => {
    const identity = await identityOf(await makeKey(false));
    const client = newClient({ identity });
    client.connect();
    const serverMs = clock.now() + 3_600_000;
    const refused = await room.peer();
    expect(await proofOf(refused, serverMs)).toMatchObject({ code: 'proof_expired' });
    refused.say({ type: 'error', code: 'proof_expired', data: '', fatal: true, close: 4300, ts: serverMs });
    await until(client, status('waiting'));
    clock.advance(0);
    const peer = await room.peer();
    expect(await proofOf(peer, serverMs)).toMatchObject({ id: expect.any(String) });
    peer.say(welcome({ seq: 0 }));
    await until(client, status('live'));
    peer.socket.terminate();
    const next = await again(client, 0);
    expect(await proofOf(next, serverMs + 30_000)).toMatchObject({ id: expect.any(String) });
  });

  test('a client stays disconnected if its proof is refused', async () => {
    const client = newClient({ identity: await identityOf(await makeKey(false)) });
    client.connect();
    const peer = await room.peer();
    peer.say({ type: 'error', code: 'unauthorized', data: 'No.', fatal: true, close: 4401 });
    expect((await until(client, status('stopped'))).link).toEqual({
      status: 'stopped',
      code: 'unauthorized',
      reason: 'No.',
    });
  });

  test('a client waits and tries again if it cannot sign', async () => {
    const identity = await identityOf(await makeKey(false));
    let broken = true;
    const client = newClient({
      identity: {
        ...identity,
        prove: (purpose) => (broken ? Promise.reject(new Error('no key')) : identity.prove(purpose)),
      },
    });
    client.connect();
    const { link } = await until(client, status('waiting'));
    expect(link).toMatchObject({ reason: 'Error: no key' });
    broken = false;
    clock.advance(30_000);
    expect(await proofOf(await room.peer(), clock.now())).toMatchObject({ id: expect.any(String) });
  });

  test('a client is a guest in a room whose name is too long for a proof', async () => {
    newClient({ identity: await identityOf(await makeKey(false)), room: '花'.repeat(64) }).connect();
    expect((await room.peer()).protocols).toEqual(['parley.v1', expect.stringMatching(/^sid\./)]);
  });

  test('a client resumes from the last contiguous seq', async () => {
    const { client, peer } = await joined();
    peer.say(broadcast(3));
    await until(client, head(3));
    peer.socket.terminate();
    const { url } = await again(client, 3);
    expect([...url.searchParams]).toEqual([
      ['since', '3'],
      ['epoch', 'e1'],
    ]);
  });

  test('a client becomes live in the same change that brings the last missed event', async () => {
    const { client, peer } = await joined();
    peer.socket.terminate();
    const told: string[] = [];
    client.on('state', () => told.push(`${client.state.link.status} at ${client.state.head}`));
    await again(client, 4, batch(broadcast(3), broadcast(4)));
    expect(told.slice(-2)).toEqual(['connecting at 2', 'live at 4']);
  });

  test('a later process resumes where the last one stopped', async () => {
    const { client } = await joined();
    const session = client.session;
    client.leave();
    newClient({ session }).connect();
    expect((await room.peer()).url.search).toBe('?since=2&epoch=e1');
  });

  test('an invalid room name is refused without connecting', async () => {
    const client = newClient({ room: '..' });
    client.connect();
    expect((await until(client, status('stopped'))).link).toMatchObject({ code: 'bad_room' });
  });

  test('the client gives up a connection on which the server sends nothing for ten seconds, and connects again', async () => {
    const client = newClient();
    client.connect();
    const peer = await room.peer();
    clock.advance(10_000);
    expect(client.state.link).toMatchObject({ status: 'waiting', attempt: 1 });
    await peer.closed;
    clock.advance(30_000);
    await room.peer();
  });

  test('leaving closes with 1000 and makes the client idle', async () => {
    const { client, peer } = await joined();
    client.leave();
    expect(client.state.link).toEqual({ status: 'idle' });
    expect(await peer.closed).toBe(1000);
    expect(clock.pending).toBe(0);
  });
});

describe('a connection that ends', () => {
  test('a connection that ends with a fatal error is retried only after the time that the server named', async () => {
    const { client, peer } = await joined();
    peer.say({ type: 'error', code: 'overloaded', data: 'Too many.', fatal: true, close: 4003, retryAfterMs: 7_000 });
    const { link } = await until(client, status('waiting'));
    expect(link).toMatchObject({ code: 'overloaded', reason: 'Too many.', retryAtMs: clock.now() + 7_250 });
    client.reconnectNow();
    expect(client.state.link).toMatchObject({ retryAtMs: clock.now() + 7_000 });
  });

  test('a client whose session was taken over does not reconnect', async () => {
    const { client, peer } = await joined();
    peer.say({ type: 'error', code: 'replaced', data: 'Open elsewhere.', fatal: true, close: CLOSE.replaced });
    expect((await until(client, status('stopped'))).link).toEqual({
      status: 'stopped',
      code: 'replaced',
      reason: 'Open elsewhere.',
    });
    client.reconnectNow();
    expect(client.state.link.status).toBe('stopped');
  });

  test('a gap in seq closes the connection with 4100, and later frames on it are ignored', async () => {
    const { client, peer } = await joined();
    peer.say(broadcast(4), broadcast(3));
    await until(client, status('waiting'));
    expect(await peer.closed).toBe(CLOSE.dropping);
    expect(client.state.head).toBe(2);
    await again(client, 4, batch(broadcast(3), broadcast(4)));
    expect((await until(client, head(4))).messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  test('a silently dead connection is detected by an unanswered ping', async () => {
    const { client, peer } = await joined();
    clock.advance(12_500);
    expect(await peer.next()).toBe('ping');
    clock.advance(10_000);
    expect(client.state.link.status).toBe('waiting');
    expect(await peer.closed).toBe(CLOSE.dropping);
  });

  test('reconnectNow connects at once instead of waiting any longer', async () => {
    const { client, peer } = await joined();
    peer.socket.terminate();
    await until(client, status('waiting'));
    client.reconnectNow();
    clock.advance(0);
    await room.peer();
  });
});

describe('sending', () => {
  test('only one message is in flight, and each ack releases the next one', async () => {
    const { client, peer } = await joined();
    const [a, b] = [client.send('one'), client.send('two', { re: 1 })];
    expect(await peer.frame()).toEqual({ type: 'msg', id: a.ok && a.id, data: 'one' });
    peer.say(broadcast(3), ack(4, a.ok ? a.id : ''));
    expect(await peer.frame()).toEqual({ type: 'msg', id: b.ok && b.id, data: 'two', re: 1 });
    peer.say(ack(5, b.ok ? b.id : ''));
    const state = await until(client, head(5));
    expect(state.outbox).toEqual([]);
    expect(state.messages.slice(-3).map(({ data, own }) => [data, own])).toEqual([
      ['text 3', undefined],
      ['one', true],
      ['two', true],
    ]);
  });

  test('text is cleaned, and blank or overlong text is refused before anything is stored', async () => {
    const { client } = await joined();
    expect(client.send(' \n\u0007 ')).toMatchObject({ ok: false, code: 'bad_text' });
    expect(client.send('x'.repeat(4_001))).toMatchObject({ ok: false, code: 'too_large' });
    expect(client.state.outbox).toEqual([]);
    client.send('be\u0007ll');
    expect(client.state.outbox).toMatchObject([{ data: 'bell', status: 'sending' }]);
  });

  test('a message fails if its frame is too large for the server to name its id', async () => {
    const client = newClient();
    client.connect();
    const peer = await room.peer();
    peer.say(welcome({ seq: 0, limits: { frameBytes: 100, textChars: 4_000, rate: 5, burst: 20 } }));
    await until(client, status('live'));
    client.send('x'.repeat(100));
    client.send('short');
    expect(client.state.outbox[0]).toMatchObject({ status: 'failed', error: { code: 'too_large' } });
    expect(await peer.frame()).toMatchObject({ data: 'short' });
  });

  test('an unanswered message is sent again after five seconds with "again", then the client gives up the connection', async () => {
    const { client, peer } = await joined();
    client.send('one');
    const { id } = (await peer.frame()) as { id: string };
    clock.advance(5_000);
    expect(await peer.frame()).toEqual({ type: 'msg', id, data: 'one', again: 2 });
    clock.advance(5_000);
    expect(await peer.closed).toBe(CLOSE.dropping);
    const next = await again(client);
    expect(await next.frame()).toEqual({ type: 'msg', id, data: 'one', again: 2 });
    next.say(ack(3, id));
    expect((await until(client, head(3))).outbox).toEqual([]);
  });

  test('nothing is sent before the replay is complete', async () => {
    const { client, peer } = await joined();
    peer.socket.terminate();
    await until(client, status('waiting'));
    client.send('one');
    const next = await again(client, 3, system('join'), broadcast(3));
    expect(await next.frame()).toMatchObject({ type: 'msg', data: 'one' });
    expect(client.state.head).toBe(3);
  });

  test('a temporary refusal is waited out, and a permanent one fails only that message', async () => {
    const { client, peer } = await joined();
    client.send('one');
    client.send('two');
    const { id } = (await peer.frame()) as { id: string };
    peer.say({ type: 'error', code: 'slow_mode', data: 'Slow.', id, retryAfterMs: 3_000 });
    await until(client, ({ outbox }) => outbox[0]?.error?.code === 'slow_mode');
    clock.advance(3_000);
    expect(await peer.frame()).toEqual({ type: 'msg', id, data: 'one', again: 2 });
    peer.say({ type: 'error', code: 'muted', data: 'Muted.', id });
    expect(await peer.frame()).toMatchObject({ data: 'two' });
    expect(client.state.outbox[0]).toMatchObject({ id, status: 'failed', error: { code: 'muted' } });
    expect(client.discard(id)).toBe(true);
    expect(client.state.outbox).toHaveLength(1);
  });

  test('an expired message can be sent as a new one', async () => {
    const { client, peer } = await joined();
    client.send('one');
    const { id } = (await peer.frame()) as { id: string };
    peer.say({ type: 'error', code: 'expired', data: 'Too old.', id });
    await until(client, ({ outbox }) => outbox[0]?.status === 'failed');
    const newId = client.retry(id);
    expect(newId).not.toBe(id);
    expect(await peer.frame()).toEqual({ type: 'msg', id: newId, data: 'one' });
  });

  test('any message can be discarded once the connection has ended for good', async () => {
    const { client, peer } = await joined();
    client.send('one');
    const { id } = (await peer.frame()) as { id: string };
    expect(client.discard(id)).toBe(false);
    peer.socket.close(4403, 'Banned.');
    await until(client, status('stopped'));
    expect(client.discard(id)).toBe(true);
    expect(client.state.outbox).toEqual([]);
  });

  test('abandoning a room drops its messages for good', async () => {
    const outbox = memoryOutbox();
    const before = newClient({ outbox, session: { sid: newSessionSecret() } });
    before.send('one');
    await expect.poll(async () => (await outbox.load()).length).toBe(1);
    await before.abandon();
    expect(before.state.outbox).toEqual([]);
    expect(await outbox.load()).toEqual([]);
    // Abandoning also drops messages that an earlier page left, as soon as they are loaded.
    await outbox.write([{ type: 'msg', data: 'late', id: 'x', createdMs: 0, status: 'sending', order: 1 }], []);
    const after = newClient({ outbox, session: { sid: newSessionSecret() } });
    await after.abandon();
    expect(await outbox.load()).toEqual([]);
  });

  test('rejoin restores the dropped messages as the same events', async () => {
    const outbox = memoryOutbox();
    const client = newClient({ outbox, session: { sid: newSessionSecret() } });
    client.send('one');
    client.send('two');
    const ids = client.state.outbox.map(({ id }) => id);
    client.abandon();
    client.rejoin();
    expect(client.state.outbox.map(({ id, data }) => [id, data])).toEqual([
      [ids[0], 'one'],
      [ids[1], 'two'],
    ]);
    await expect.poll(async () => (await outbox.load()).map(({ id }) => id)).toEqual(ids);
    const peer = await room.peer();
    peer.say(welcome({ seq: 2 }), history([item(1), item(2)]));
    expect(await peer.frame()).toMatchObject({ id: ids[0], data: 'one' });
  });

  test('messages written offline are kept and sent in order by the next owner of the outbox', async () => {
    const outbox = memoryOutbox();
    const session = { sid: newSessionSecret() };
    const before = newClient({ outbox, session });
    before.send('one');
    before.send('two');
    await expect.poll(async () => (await outbox.load()).length).toBe(2);
    const { client, peer } = await joined({ outbox, session });
    expect(client.state.outbox.map(({ data }) => data)).toEqual(['one', 'two']);
    const first = (await peer.frame()) as { id: string };
    expect(first).toMatchObject({ data: 'one' });
    peer.say(ack(3, first.id));
    expect(await peer.frame()).toMatchObject({ data: 'two' });
  });
});

describe('changes of stored events', () => {
  /** A client that is live at seq 3 and wrote the last message. */
  async function author(more: Partial<RoomClientOptions> = {}): Promise<{ client: RoomClient; peer: Peer }> {
    const { client, peer } = await joined(more);
    peer.say(broadcast(3, { from: SELF.name, fromId: SELF.id }));
    await until(client, head(3));
    return { client, peer };
  }
  const idOf = (result: { ok: boolean; id?: string }) => result.id ?? 'refused';

  test('changes and messages are sent in order, one at a time, and each is shown at once', async () => {
    const { client, peer } = await author();
    const ids = [
      client.edit(3, 'new'),
      client.send('between'),
      client.react(1, '👍', true),
      client.react(1, '👍\ufe0f', false),
      client.set({ topic: ' Tea \n time ' }),
      client.remove(3),
    ].map(idOf);
    expect(client.state.messages.at(-1)).toMatchObject({ seq: 3, gone: true, data: '' });
    expect(client.state).toMatchObject({ settings: { topic: 'Tea time' }, outbox: [{ data: 'between' }] });
    expect(client.state.changes.map(({ type }) => type)).toEqual(['edit', 'react', 'react', 'set', 'delete']);
    const frames = [
      { type: 'edit', ref: 3, data: 'new' },
      { type: 'msg', data: 'between' },
      { type: 'react', ref: 1, data: '👍' },
      { type: 'react', ref: 1, data: '👍', off: true },
      { type: 'set', data: { topic: 'Tea time' } },
      { type: 'delete', ref: 3 },
    ];
    for (const [i, frame] of frames.entries()) {
      const id = ids[i] ?? '';
      expect(await peer.frame()).toEqual({ ...frame, id });
      peer.say(ack(4 + i, id));
    }
    const state = await until(client, head(9));
    expect(state).toMatchObject({ outbox: [], changes: [], settings: { topic: 'Tea time' } });
    expect(state.messages.map(({ data }) => data)).toEqual(['text 1', 'text 2', '', 'between']);
    expect(state.messages[0]).not.toHaveProperty('reacts');
  });

  test('a change is durable before it is sent, and a later process sends it with the same id and "again"', async () => {
    const outbox = memoryOutbox();
    const session = { sid: newSessionSecret() };
    const { client, peer } = await author({ outbox, session });
    const id = idOf(client.edit(3, 'new'));
    expect(await peer.frame()).toEqual({ type: 'edit', id, ref: 3, data: 'new' });
    expect(await outbox.load()).toMatchObject([{ id, type: 'edit', first: { epoch: 'e1', head: 3 } }]);
    client.leave();
    const later = newClient({ outbox, session });
    later.connect();
    const next = await room.peer();
    next.say(welcome({ seq: 4 }), history([item(3, { from: SELF.name, fromId: SELF.id, data: 'new', edited: 1 })]));
    expect(await next.frame()).toEqual({ type: 'edit', id, ref: 3, data: 'new', again: 3 });
    next.say(ack(4, id, { dup: true }));
    const state = await until(later, ({ changes }) => changes.length === 0);
    expect(state.messages).toMatchObject([{ seq: 3, data: 'new', edited: 1 }]);
  });

  test('a refused change no longer has any effect, and can be retried or discarded', async () => {
    const { client, peer } = await author();
    const id = idOf(client.edit(3, 'new'));
    await peer.frame();
    peer.say({ type: 'error', code: 'not_found', data: 'No such message.', id });
    const failed = await until(client, ({ changes }) => changes[0]?.status === 'failed');
    expect(failed.changes).toMatchObject([{ error: { code: 'not_found', text: 'No such message.' } }]);
    expect(failed.messages.at(-1)).toMatchObject({ data: 'text 3' });
    expect(client.retry(id)).toBe(id);
    expect(client.state.messages.at(-1)).toMatchObject({ data: 'new' });
    expect(await peer.frame()).toMatchObject({ type: 'edit', id, again: 3 });
    peer.say({ type: 'error', code: 'not_found', data: 'No such message.', id });
    await until(client, ({ changes }) => changes[0]?.status === 'failed');
    expect(client.discard(id)).toBe(true);
    expect(client.state.changes).toEqual([]);
  });

  test('a change is never applied to the message with the same seq in a later life of the room', async () => {
    const { client, peer } = await author();
    peer.socket.terminate();
    await until(client, status('waiting'));
    client.remove(3);
    client.send('still here', { re: 3 });
    clock.advance(30_000);
    const next = await room.peer();
    next.say(welcome({ seq: 3, epoch: 'e2' }), history([item(1), item(2), item(3)]));
    const frame = await next.frame();
    expect(frame).toMatchObject({ type: 'msg', data: 'still here' });
    expect(frame).not.toHaveProperty('re');
    expect(client.state.changes).toMatchObject([{ type: 'delete', status: 'failed', error: { code: 'not_found' } }]);
    expect(client.state.messages.at(-1)).toEqual(item(3));
  });

  test('a change that no room would accept is refused at once', async () => {
    const { client } = await author();
    expect(client.edit(3, ' ')).toMatchObject({ ok: false, code: 'bad_text' });
    expect(client.edit(3, 'x'.repeat(4_001))).toMatchObject({ ok: false, code: 'too_large' });
    expect(client.edit(1, 'not mine')).toMatchObject({ ok: false, code: 'forbidden' });
    expect(client.edit(4, 'not there')).toMatchObject({ ok: false, code: 'not_found' });
    expect(client.remove(0)).toMatchObject({ ok: false, code: 'not_found' });
    expect(client.react(1, 'ok', true)).toMatchObject({ ok: false, code: 'bad_request' });
    expect(client.set({ topic: 'x'.repeat(201) })).toMatchObject({ ok: false, code: 'too_large' });
    expect(client.state.changes).toEqual([]);
    client.remove(3);
    expect(client.edit(3, 'too late')).toMatchObject({ ok: false, code: 'not_found' });
    expect(newClient().remove(1)).toMatchObject({ ok: false, code: 'not_found' });
  });

  test('a message that was never sent is edited in place; one that was sent is not', async () => {
    const { client, peer } = await author();
    const [first, second] = [client.send('one'), client.send('two')].map(idOf);
    expect(client.edit(first ?? '', 'uno')).toMatchObject({ ok: false, code: 'on_its_way' });
    expect(client.edit(second ?? '', ' ')).toMatchObject({ ok: false, code: 'bad_text' });
    expect(client.edit('nobody', 'x')).toMatchObject({ ok: false, code: 'not_found' });
    expect(client.edit(second ?? '', 'due')).toEqual({ ok: true, id: second });
    expect(client.state.outbox.map(({ data }) => data)).toEqual(['one', 'due']);
    expect(await peer.frame()).toMatchObject({ id: first, data: 'one' });
    peer.say(ack(4, first ?? ''));
    expect(await peer.frame()).toEqual({ type: 'msg', id: second, data: 'due' });
  });

  test('an unanswered change is sent again with "again", then the client gives up the connection', async () => {
    const { client, peer } = await author();
    const id = idOf(client.react(1, '👍', true));
    const frame = { type: 'react', id, ref: 1, data: '👍' };
    expect(await peer.frame()).toEqual(frame);
    clock.advance(5_000);
    expect(await peer.frame()).toEqual({ ...frame, again: 3 });
    clock.advance(5_000);
    expect(await peer.closed).toBe(CLOSE.dropping);
  });
});

describe('questions to the room', () => {
  test('loadOlder puts a page before the oldest message', async () => {
    const client = newClient();
    client.connect();
    const peer = await room.peer();
    peer.say(welcome({ seq: 9 }), history([item(9)], { more: true }));
    await until(client, head(9));
    const done = client.loadOlder();
    void client.loadOlder();
    const asked = await peer.frame();
    expect(asked).toMatchObject({ type: 'history', before: 9 });
    peer.say(history([item(7), item(8)], { id: asked.id ?? '', more: false }));
    await done;
    expect(client.state.messages.map(({ seq }) => seq)).toEqual([7, 8, 9]);
    expect(client.state).toMatchObject({ hasOlder: false, loadingOlder: false });
  });

  test('loadOlder continues where the room scanned many other events without finding a message', async () => {
    const client = newClient();
    client.connect();
    const peer = await room.peer();
    peer.say(welcome({ seq: 9_000 }), history([item(9_000)], { more: true }));
    await until(client, head(9_000));
    const done = client.loadOlder();
    const first = await peer.frame();
    peer.say(history([], { id: first.id ?? '', first: 5_000, last: 5_000, more: true }));
    const second = await peer.frame();
    expect(second).toMatchObject({ type: 'history', before: 5_000 });
    expect(client.state).toMatchObject({ hasOlder: true, loadingOlder: true });
    peer.say(history([item(7)], { id: second.id ?? '', more: false }));
    await done;
    expect(client.state.messages.map(({ seq }) => seq)).toEqual([7, 9_000]);
    expect(client.state).toMatchObject({ hasOlder: false, loadingOlder: false });
  });

  test('`who` requests all members page by page', async () => {
    const { client, peer } = await joined();
    peer.say(system('join', { who: [], count: 3 }));
    await until(client, ({ count }) => count === 3);
    const done = client.who();
    const first = await peer.frame();
    expect(first).not.toHaveProperty('after');
    peer.say({ type: 'who', id: first.id ?? '', data: [ANA], count: 3, more: true });
    const second = await peer.frame();
    expect(second).toMatchObject({ type: 'who', after: 'ana' });
    peer.say({ type: 'who', id: second.id ?? '', data: [{ ...ANA, id: 'bo' }], count: 3, more: false });
    await done;
    expect([...client.state.members.keys()]).toEqual(['~me', 'ana', 'bo']);
  });

  test('requests end with the connection and are not made without one', async () => {
    const { client, peer } = await joined();
    const reply = client.request({ type: 'history', limit: 1 });
    await peer.frame();
    peer.socket.terminate();
    expect(await reply).toMatchObject({ ok: false, code: 'offline' });
    expect(await client.request({ type: 'who' })).toMatchObject({ ok: false, code: 'offline' });
  });

  test('a request ends with an error from the server, or with a timeout after fifteen seconds', async () => {
    const { client, peer } = await joined();
    const refused = client.request({ type: 'history', limit: 1 });
    const { id = '' } = await peer.frame();
    peer.say({ type: 'error', code: 'rate_limited', data: 'Slow down.', id, retryAfterMs: 100 });
    expect(await refused).toEqual({ ok: false, code: 'rate_limited', text: 'Slow down.', retryAfterMs: 100 });
    const ignored = client.request({ type: 'who' });
    await peer.frame();
    for (let s = 0; s < 15; s++) {
      peer.say(system('notice', { who: [] }));
      await until(client, ({ notices }) => notices.length === s + 1);
      clock.advance(1_000);
    }
    expect(await ignored).toMatchObject({ ok: false, code: 'timeout' });
  });
});

describe('a new name', () => {
  test('a new name is used at once and on the next connection', async () => {
    const { client, peer } = await joined({ name: 'Old' });
    client.rename('New');
    expect(await peer.frame()).toMatchObject({ type: 'name', data: 'New' });
    peer.socket.terminate();
    expect((await again(client)).url.searchParams.get('name')).toBe('New');
  });

  test('a new name applies to messages queued after it, and not to those queued before', async () => {
    const { client, peer } = await joined();
    client.send('a');
    client.rename('Kim');
    client.send('b');
    client.rename('Boss');
    client.send('c');
    for (const [seq, text, name] of [
      [3, 'a', 'Kim'],
      [4, 'b', 'Boss'],
      [5, 'c'],
    ] as const) {
      const message = await peer.frame();
      expect(message).toMatchObject({ type: 'msg', data: text });
      peer.say(ack(seq, message.id ?? ''));
      if (name) expect(await peer.frame()).toMatchObject({ type: 'name', data: name });
    }
  });

  test('a new name does not wait for a message that the room put off', async () => {
    const { client, peer } = await joined();
    client.send('a');
    client.rename('Boss');
    const { id = '' } = await peer.frame();
    peer.say({ type: 'error', code: 'slow_mode', data: 'Wait.', id, retryAfterMs: 30_000 });
    expect(await peer.frame()).toMatchObject({ type: 'name', data: 'Boss' });
  });

  test('only the latest of several new names is sent again after the room put one off', async () => {
    const { client, peer } = await joined();
    const putOff = (id: string | undefined) =>
      peer.say({ type: 'error', code: 'rate_limited', data: 'Wait.', id: id ?? '', retryAfterMs: 1_100 });
    client.rename('Kim');
    putOff((await peer.frame()).id);
    peer.say(system('notice', { who: [] }));
    await until(client, ({ notices }) => notices.length === 1);
    clock.advance(1_100);
    const again = await peer.frame();
    expect(again).toMatchObject({ type: 'name', data: 'Kim' });
    putOff(again.id);
    peer.say(system('notice', { who: [] }));
    await until(client, ({ notices }) => notices.length === 2);
    client.rename('Boss');
    expect(await peer.frame()).toMatchObject({ type: 'name', data: 'Boss' });
    clock.advance(5_000);
    client.send('a');
    expect(await peer.frame()).toMatchObject({ type: 'msg', data: 'a' });
  });

  test('a new name that the room put off is not sent again on the next connection, whose URL contains it', async () => {
    const { client, peer } = await joined();
    client.rename('Kim');
    const { id = '' } = await peer.frame();
    peer.say({ type: 'error', code: 'rate_limited', data: 'Wait.', id, retryAfterMs: 32_000 });
    peer.say(system('notice', { who: [] }));
    await until(client, ({ notices }) => notices.length === 1);
    peer.socket.terminate();
    const next = await again(client);
    expect(next.url.searchParams.get('name')).toBe('Kim');
    clock.advance(3_000);
    client.send('a');
    expect(await next.frame()).toMatchObject({ type: 'msg', data: 'a' });
  });

  test('a name chosen while a connection opens is sent once on that connection', async () => {
    const client = newClient({ name: 'Old' });
    client.connect();
    const peer = await room.peer();
    expect(peer.url.searchParams.get('name')).toBe('Old');
    client.rename('New');
    peer.say(welcome({ seq: 0 }));
    await until(client, status('live'));
    client.send('a');
    expect(await peer.frame()).toMatchObject({ type: 'name', data: 'New' });
    expect(await peer.frame()).toMatchObject({ type: 'msg', data: 'a' });
  });
});
