import { runDurableObjectAlarm } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { offer } from '../../src/protocol/connect.ts';
import { socketRefusal } from '../edge/support.ts';
import { makeProof, type ProofParts, type TestKey, testKey } from '../support/proofs.ts';
import { evict, freshRoom, join, newSid, Peer, stubOf } from './support.ts';

const HOST = 'parley.test';

function proofFor(room: string, key: TestKey, parts?: ProofParts): Promise<string> {
  return makeProof(key, `https://${HOST}/ws/${encodeURIComponent(room)}`, parts);
}

function tryConnect(room: string, proof: string, { sid = newSid(), query = '' } = {}): Promise<Response> {
  const headers = { Upgrade: 'websocket', 'Sec-WebSocket-Protocol': offer(sid, proof).join(', ') };
  return exports.default.fetch(new Request(`http://${HOST}/ws/${encodeURIComponent(room)}${query}`, { headers }));
}

/** Connects with a proof and waits for the welcome. */
async function enter(room: string, proof: string, options: { sid?: string; query?: string } = {}) {
  const response = await tryConnect(room, proof, options);
  if (!response.webSocket) throw new Error(`not upgraded: ${response.status}`);
  const peer = new Peer(response.webSocket);
  onTestFinished(() => peer.close(1000));
  const { data } = await peer.next('welcome');
  return Object.assign(peer, { welcome: data });
}

/** How the room refuses a connection request with this proof. */
async function refusal(room: string, proof: string) {
  const { frames, close } = await socketRefusal(await tryConnect(room, proof));
  return { close, ...frames[0] };
}

describe('a member with a key', () => {
  it('a key makes its owner the same member in every room and under every sid', async () => {
    const [key, one, two] = [await testKey(), freshRoom(), freshRoom()];
    const first = await enter(one, await proofFor(one, key));
    const second = await enter(two, await proofFor(two, key));
    expect(first.welcome.self).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9_-]{16}$/),
      name: `guest-${first.welcome.self.id.slice(0, 4)}`,
      role: 'member',
      may: ['topic'],
    });
    expect(second.welcome.self.id).toBe(first.welcome.self.id);
  });

  it('a key in two tabs is one member, which joins, leaves and counts once', async () => {
    const [key, room] = [await testKey('ES256'), freshRoom()];
    const guest = await join(room);
    await guest.next('system', ({ event }) => event === 'join');
    const one = await enter(room, await proofFor(room, key), { query: '?name=Ana' });
    const two = await enter(room, await proofFor(room, key));
    expect(two.welcome).toMatchObject({ count: 2, self: one.welcome.self });
    expect(two.welcome.self.name).toBe('Ana');
    one.close(1000);
    await one.closed;
    two.send({ type: 'msg', id: '1', data: 'still here' });
    expect(await guest.next('broadcast')).toMatchObject({ from: 'Ana', fromId: one.welcome.self.id });
    two.close(1000);
    await guest.next('system', ({ event }) => event === 'leave');
    await guest.settled();
    const about = guest.all('system').filter(({ who }) => who.some(({ id }) => id === one.welcome.self.id));
    expect(about.map(({ event, count }) => [event, count])).toEqual([
      ['join', 2],
      ['leave', 1],
    ]);
  });

  it('a member sees in one tab what it said in the other, and can edit it there', async () => {
    const [key, room] = [await testKey(), freshRoom()];
    const one = await enter(room, await proofFor(room, key));
    const two = await enter(room, await proofFor(room, key));
    one.send({ type: 'msg', id: 'same', data: 'from one' });
    const { seq } = await two.next('broadcast');
    // Ids belong to a session, so the same id in another session is another event.
    two.send({ type: 'msg', id: 'same', data: 'from two' });
    expect(await two.next('ack')).toMatchObject({ id: 'same', seq: 2 });
    two.send({ type: 'edit', id: 'e', ref: seq, data: 'edited by two' });
    expect(await one.next('edit')).toMatchObject({ ref: seq, data: 'edited by two', fromId: one.welcome.self.id });
  });

  it('a member has one name in all tabs: the newest', async () => {
    const [key, room] = [await testKey(), freshRoom()];
    const one = await enter(room, await proofFor(room, key), { query: '?name=Ana' });
    const two = await enter(room, await proofFor(room, key), { query: '?name=Anna' });
    expect(two.welcome.self.name).toBe('Anna');
    expect(await one.next('system', ({ event }) => event === 'rename')).toMatchObject({ was: 'Ana' });
    one.send({ type: 'msg', id: '1', data: 'x' });
    expect(await two.next('broadcast')).toMatchObject({ from: 'Anna' });
  });
});

describe('a session', () => {
  it('a session belongs to its member, so another member or guest with its sid replaces nobody', async () => {
    const [room, sid] = [freshRoom(), newSid()];
    const ana = await enter(room, await proofFor(room, await testKey()), { sid });
    ana.send({ type: 'msg', id: '1', data: 'mine' });
    const { epoch } = await ana.next('ack');
    const thief = await enter(room, await proofFor(room, await testKey()), { sid });
    const guest = await join(room, { sid, since: 0, epoch: epoch ?? '' });
    expect(guest.all('ack')).toEqual([]);
    for (const other of [thief, guest]) {
      other.send({ type: 'delete', id: '1', ref: 1 });
      expect(await other.next('error')).toMatchObject({ code: 'forbidden' });
    }
    await ana.settled();
    expect(ana.all('error')).toEqual([]);
    expect(thief.welcome.count).toBe(2);
  });

  it('a member resumes its session with another proof', async () => {
    const [room, sid, key] = [freshRoom(), newSid(), await testKey()];
    const before = await enter(room, await proofFor(room, key), { sid });
    before.send({ type: 'msg', id: '1', data: 'mine' });
    const { epoch = '' } = await before.next('ack');
    const after = await enter(room, await proofFor(room, key), { sid, query: `?since=0&epoch=${epoch}` });
    expect(after.welcome).toMatchObject({ recovered: true, count: 1 });
    expect(await after.next('ack')).toMatchObject({ id: '1', event: { data: 'mine' } });
    expect(await before.next('error')).toMatchObject({ code: 'replaced', close: 4409 });
  });
});

describe('B17: a proof that is used twice', () => {
  it('a proof is accepted once and then refused with 4401', async () => {
    const [room, key] = [freshRoom(), await testKey()];
    const proof = await proofFor(room, key);
    const first = await enter(room, proof);
    expect(await refusal(room, proof)).toMatchObject({ close: 4401, code: 'unauthorized', fatal: true });
    first.close(1000);
    await first.closed;
    expect(await refusal(room, proof)).toMatchObject({ close: 4401 });
  });

  it('a proof that arrives twice at the same moment is accepted once', async () => {
    const [room, key] = [freshRoom(), await testKey()];
    const proof = await proofFor(room, key);
    const answers = await Promise.all([1, 2, 3, 4].map(() => tryConnect(room, proof)));
    const ends = await Promise.all(
      answers.map(({ webSocket: ws }) => {
        if (!ws) throw new Error('not upgraded');
        return new Promise<string>((resolve) => {
          const peer = new Peer(ws, ({ type }) => resolve(type));
          onTestFinished(() => peer.close(1000));
        });
      }),
    );
    expect(ends.sort()).toEqual(['error', 'error', 'error', 'welcome']);
  });

  it('a new proof with a used jti is refused for two minutes, only for the same member', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const [room, key] = [freshRoom(), await testKey()];
    const claims = { jti: 'once' };
    await enter(room, await proofFor(room, key, { claims }));
    await enter(room, await proofFor(room, await testKey(), { claims }));
    vi.setSystemTime(Date.now() + 119_000);
    expect(await refusal(room, await proofFor(room, key, { claims }))).toMatchObject({ close: 4401 });
    vi.setSystemTime(Date.now() + 121_000);
    await enter(room, await proofFor(room, key, { claims }));
  });

  it('a proof is still refused after hibernation while its connection is open', async () => {
    const [room, key] = [freshRoom(), await testKey()];
    const proof = await proofFor(room, key);
    await enter(room, proof);
    await evict(room);
    expect(await refusal(room, proof)).toMatchObject({ close: 4401 });
    await evict(room);
    expect(await refusal(room, proof)).toMatchObject({ close: 4401 });
    await enter(room, await proofFor(room, key));
  });

  it('after hibernation and the end of its connection, a proof from before the wake is refused', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const [room, key] = [freshRoom(), await testKey()];
    const proof = await proofFor(room, key);
    const first = await enter(room, proof);
    first.close(1000);
    await first.closed;
    await evict(room);
    // The runtime unloads an object after ten quiet seconds.
    vi.setSystemTime(Date.now() + 11_000);
    expect(await refusal(room, proof)).toMatchObject({ close: 4300, code: 'proof_expired', ts: expect.any(Number) });
    expect(await refusal(room, proof)).toMatchObject({ close: 4401 });
    await enter(room, await proofFor(room, key));
  });

  it('in a new room, a proof dated by a clock that is 59 s off is accepted', async () => {
    const [room, key] = [freshRoom(), await testKey()];
    const peer = await enter(room, await proofFor(room, key, { nowMs: Date.now() - 59_000 }));
    peer.close(1000);
    await peer.closed;
    await runDurableObjectAlarm(stubOf(room));
    await evict(room);
    await enter(room, await proofFor(room, key, { nowMs: Date.now() - 59_000 }));
  });
});
