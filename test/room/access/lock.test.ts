/** Locked rooms: a client needs the key to enter, and guessing keys is limited. */

import { runInDurableObject } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RoomObject } from '../../../src/room/object.ts';
import {
  ask,
  type ConnectOptions,
  connect,
  evict,
  freshRoom,
  join,
  joinAs,
  joinBase,
  newSid,
  stubOf,
  tryConnect,
  upgrade,
} from '../support.ts';

const OLIVIA = 'olivia0000000000';
const MO = 'mo00000000000000';
const KEY = `${'k'.repeat(42)}A`;
const WRONG = `${'w'.repeat(42)}A`;

afterEach(() => {
  vi.useRealTimers();
});

/** Olivia's room, locked with KEY while a guest and a base client were inside. */
async function lockedRoom() {
  const room = freshRoom();
  const olivia = await joinAs(room, OLIVIA, { name: 'Olivia' });
  await ask(olivia, { type: 'msg', data: 'hi' });
  await ask(olivia, { type: 'mod', data: { action: 'role', who: MO, role: 'moderator' } });
  const [guest, base] = [await join(room, { name: 'Gus' }), await joinBase(room, 'Bas')];
  expect(await ask(olivia, { type: 'set', data: { locked: true, key: KEY } })).toMatchObject({ type: 'ack' });
  return { room, olivia, guest, base };
}

/** The refusal that a v1 client gets. */
async function refused(room: string, options: ConnectOptions) {
  const peer = await connect(room, { sid: newSid(), ...options });
  const { code } = await peer.closed;
  const [error] = peer.all('error');
  return { code: error?.code, close: code, retryAfterMs: error?.retryAfterMs };
}

describe('a locked room', () => {
  it('a locked room admits clients with its key, after hibernation too, and nobody without it', async () => {
    const { room } = await lockedRoom();
    for (let naps = 0; naps < 2; naps++) {
      expect(await refused(room, {})).toMatchObject({ code: 'locked', close: 4423 });
      expect(await refused(room, { key: WRONG })).toMatchObject({ code: 'locked', close: 4423 });
      const peer = await join(room, { key: KEY });
      expect(peer.all('welcome')[0]?.data.settings.locked).toBe(true);
      await evict(room);
    }
    const response = await exports.default.fetch(upgrade(room));
    expect(response.status).toBe(423);
    expect(await response.json()).toMatchObject({ code: 'locked' });
  });

  it('a locked room keeps members already inside, even if their connection is lost, and admits moderators', async () => {
    const { room, guest, base } = await lockedRoom();
    expect(await ask(guest, { type: 'msg', data: 'still here' })).toMatchObject({ type: 'ack' });
    expect(await ask(base, { type: 'msg', data: 'I too' })).toMatchObject({ type: 'ack' });
    guest.close(1001);
    await base.settled();
    const back = await join(room, { sid: guest.sid });
    await joinAs(room, MO);
    await joinAs(room, OLIVIA, { session: 'b' });
    back.close(1000);
    await base.next('system', ({ event, who }) => event === 'leave' && who[0]?.name === 'Gus');
    expect(await refused(room, { sid: guest.sid })).toMatchObject({ code: 'locked' });
  });

  it('a room can be unlocked, and locked with a new key that replaces the old', async () => {
    const { room, olivia } = await lockedRoom();
    await ask(olivia, { type: 'set', data: { locked: true, key: WRONG } });
    expect(await refused(room, { key: KEY })).toMatchObject({ code: 'locked' });
    await join(room, { key: WRONG });
    await ask(olivia, { type: 'set', data: { locked: false } });
    const late = await join(room);
    expect(late.all('welcome')[0]?.data.settings.locked).toBe(false);
  });

  it('the key of a room appears nowhere: not in frames, the log or storage', async () => {
    const { room, olivia, guest } = await lockedRoom();
    expect(await guest.next('set')).toMatchObject({ data: { locked: true } });
    const list = await ask(olivia, { type: 'audit' });
    await join(room, { key: KEY });
    const kept = await runInDurableObject(stubOf(room), (_, { storage }) => [
      ...storage.sql.exec('SELECT * FROM meta').toArray(),
      ...storage.sql.exec('SELECT * FROM event').toArray(),
    ]);
    expect(JSON.stringify([kept, list, guest.frames, olivia.frames])).not.toContain('kkkk');
  });

  it('a lock can be the first event of a room', async () => {
    const room = freshRoom();
    const olivia = await joinAs(room, OLIVIA);
    expect(await ask(olivia, { type: 'set', data: { locked: true, key: KEY } })).toMatchObject({ type: 'ack', seq: 1 });
    expect(await refused(room, {})).toMatchObject({ code: 'locked' });
    await joinAs(room, OLIVIA, { session: 'b' });
  });

  it('the edge refuses malformed keys before asking the room', async () => {
    const { room } = await lockedRoom();
    for (const key of ['', 'short', `${'k'.repeat(42)}B`, 'k'.repeat(44)])
      expect(await refused(room, { key })).toMatchObject({ code: 'unauthorized', close: 4401 });
  });
});

describe('a frame right after a lock', () => {
  it('a frame sent after a lock is handled after it, although hashing takes time', async () => {
    const { olivia, guest } = await lockedRoom();
    olivia.send({ type: 'set', id: 'a', data: { locked: true, key: WRONG } });
    for (const id of ['b', 'c']) olivia.send({ type: 'msg', id, data: id });
    await olivia.next('ack', ({ id }) => id === 'c');
    const seqs = ['a', 'b', 'c'].map((id) => olivia.all('ack').find((ack) => ack.id === id)?.seq ?? 0);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(guest.all('error')).toEqual([]);
  });
});

describe('a failing hash', () => {
  it('a failed hash is reported to the sender of the key, and nobody is disconnected', async () => {
    const { room, olivia, guest } = await lockedRoom();
    const digest = vi.spyOn(crypto.subtle, 'digest').mockRejectedValueOnce(new Error('no digest'));
    olivia.send({ type: 'set', id: 'fails', data: { locked: true, key: WRONG } });
    expect(await olivia.next('error')).toMatchObject({ code: 'internal', id: 'fails', retryAfterMs: 1_000 });
    digest.mockRestore();
    expect(await ask(guest, { type: 'msg', data: 'still here' })).toMatchObject({ type: 'ack' });
    await join(room, { key: KEY });
  });
});

describe('B36: wrong keys', () => {
  const tries = (room: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, async (_, n) => {
        const response = await tryConnect(room, { id: `~${String(n).padStart(12, '0')}`, keyHash: `wrong ${n}` });
        const { code } = await response.json<{ code: string }>();
        return `${response.status} ${code}`;
      }),
    );
  const count = (answers: string[]) =>
    Object.fromEntries(Object.entries(Object.groupBy(answers, (answer) => answer)).map(([k, v]) => [k, v?.length]));

  it('after twenty wrong keys in a minute all members without a role wait, and a thousand write nothing and disconnect nobody', async () => {
    const { room, guest } = await lockedRoom();
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now });
    const written = () => runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.rowsWritten);
    const before = await written();
    expect(count(await tries(room, 1_000))).toEqual({ '423 locked': 20, '429 rate_limited': 980 });
    expect(await written()).toBe(before);
    expect(await runInDurableObject(stubOf(room), (_, ctx) => ctx.getWebSockets().length)).toBe(3);
    const { code, close, retryAfterMs } = await refused(room, { key: KEY });
    expect({ code, close }).toEqual({ code: 'rate_limited', close: 4004 });
    expect(retryAfterMs).toBe(60_000);
    await joinAs(room, MO);
    expect(await ask(guest, { type: 'msg', data: 'not disturbed' })).toMatchObject({ type: 'ack' });
    vi.setSystemTime(now + 60_001);
    await join(room, { key: KEY });
  });

  it('hibernation does not make a room forget all wrong keys', async () => {
    const { room } = await lockedRoom();
    await tries(room, 20);
    await evict(room);
    expect(count(await tries(room, 30))).toEqual({ '423 locked': 3, '429 rate_limited': 27 });
  });

  it('connection attempts without a key do not count as wrong keys', async () => {
    const { room } = await lockedRoom();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => tryConnect(room, { id: `~${String(n).padStart(12, '0')}` })),
    );
    expect(answers.every(({ status }) => status === 423)).toBe(true);
    await join(room, { key: KEY });
  });
});
