/** A room hibernates whenever nothing happens, and clients can't tell. */

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RoomObject } from '../../src/room/object.ts';
import { connect, evict, freshRoom, join, joinBase, newSid, stubOf } from './support.ts';

/** RETENTION_DAYS in vitest.config.ts. */
const RETENTION_MS = 30 * 86_400_000;

afterEach(() => {
  vi.useRealTimers();
});

describe('an evicted room', () => {
  it('an evicted room keeps its history, members and seq, and still sends no event back to its sender', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room, { name: 'Ana' }), await joinBase(room, 'Bo')];
    for (let i = 1; i <= 5; i++) {
      await evict(room);
      ana.send({ type: 'msg', id: `m${i}`, data: `m${i}` });
      expect(await ana.next('ack')).toMatchObject({ id: `m${i}`, seq: i });
      expect(await bo.next('broadcast')).toMatchObject({ seq: i, from: 'Ana', data: `m${i}` });
    }
    await evict(room);
    const cy = await join(room, { name: 'Cy' });
    expect(cy.all('welcome')[0]?.data).toMatchObject({ seq: 5, count: 3 });
    expect(
      cy
        .all('welcome')[0]
        ?.data.who.map(({ name }) => name)
        .toSorted(),
    ).toEqual(['Ana', 'Bo', 'Cy']);
    expect((await cy.next('history')).data.map((item) => item.data)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
    expect(ana.all('broadcast')).toEqual([]);
  });

  it('an evicted room recognises the id of a message stored before', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send({ type: 'msg', id: 'same', data: 'once' });
    await ana.next('ack');
    await evict(room);
    ana.send({ type: 'msg', id: 'same', data: 'once', again: 0 });
    expect(await ana.next('ack')).toMatchObject({ seq: 1, dup: true });
  });

  it('an evicted room knows its oldest event after waking to store another', async () => {
    const room = freshRoom();
    const ana = await join(room);
    for (const id of ['a', 'b', 'c']) ana.send({ type: 'msg', id, data: id });
    const { epoch = '' } = await ana.next('ack');
    await ana.next('ack', (ack) => ack.id === 'c');
    await evict(room);
    ana.send({ type: 'msg', id: 'd', data: 'd' });
    await ana.next('ack', (ack) => ack.id === 'd');
    const bo = await join(room, { since: 1, epoch });
    expect(bo.all('welcome')[0]?.data).toMatchObject({ floor: 1, recovered: true });
    ana.send({ type: 'msg', id: 'e', data: 'e', again: 1 });
    expect(await ana.next('ack')).toMatchObject({ id: 'e', seq: 5 });
  });

  it('an evicted room announces the leave of a connection that ended meanwhile', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room, { name: 'Ana' }), await joinBase(room, 'Bo')];
    await evict(room);
    bo.close(1000);
    expect(await ana.next('system', (frame) => frame.event === 'leave')).toMatchObject({
      who: [{ name: 'Bo' }],
      count: 1,
    });
  });

  it('an id that is repeated after a week, two restarts and 100,000 messages is stored once', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send({ type: 'msg', id: 'late', data: 'once' });
    await ana.next('ack');
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      storage.sql.exec(`
        WITH RECURSIVE n(seq) AS (SELECT 2 UNION ALL SELECT seq + 1 FROM n WHERE seq < 100001)
        INSERT INTO event SELECT n.seq, kind, ref, 'other', sid, 'o' || n.seq, name, ts, data, state FROM n, event WHERE event.seq = 1`);
    });
    for (let restarts = 0; restarts < 2; restarts++) {
      await evictDurableObject(stubOf(room), { webSockets: 'close' });
      await join(room);
    }
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7 * 86_400_000 });
    const back = await join(room, { sid: ana.sid });
    back.send({ type: 'msg', id: 'late', data: 'once', again: 0 });
    expect(await back.next('ack')).toMatchObject({ id: 'late', seq: 1, dup: true });
    back.send({ type: 'who', id: 'w' });
    await back.next('who');
    const stored = await runInDurableObject(stubOf(room), (_, { storage }) =>
      storage.sql.exec('SELECT count(*) AS n, max(seq) AS head FROM event').one(),
    );
    expect(stored).toEqual({ n: 100_001, head: 100_001 });
  });

  it('an evicted room reads at most 66 rows to accept the next message', async () => {
    const room = freshRoom();
    const ana = await join(room);
    for (let i = 0; i < 200; i++) ana.send({ type: 'msg', id: `m${i}`, data: 'x' });
    await ana.next('ack', (ack) => ack.seq === 200);
    await evict(room);
    ana.send({ type: 'msg', id: 'last', data: 'x' });
    await ana.next('ack', (ack) => ack.seq === 201);
    expect(await counters(room)).toEqual({ rowsRead: expect.toBeOneOf([64, 65, 66]), rowsWritten: 1 });
  });
});

describe('a ping', () => {
  it('a ping is answered without waking the room', async () => {
    const room = freshRoom();
    const ana = await join(room);
    await evict(room);
    const pong = ana.nextRaw('pong');
    ana.send('ping');
    await pong;
    // `evict` rejects unless the object is in memory.
    await expect(evict(room)).rejects.toThrow('not currently running');
  });
});

describe('a quiet room', () => {
  it('no timer is left after messages, joins, leaves and a crowd', async () => {
    const room = freshRoom();
    const ana = await join(room, { name: 'Ana' });
    const crowd = await Promise.all(Array.from({ length: 40 }, () => connect(room)));
    for (let i = 0; i < 30; i++) ana.send({ type: 'msg', id: `m${i}`, data: 'x' });
    const gone = await join(room);
    gone.close(1001);
    for (const peer of crowd) peer.close(1000);
    await ana.next('system', (frame) => frame.event === 'leave' && frame.count === 2);
    // Eviction waits for pending timers, for seconds if need be. If one was left, this shorter timer wins the race.
    const timer = new Promise((resolve) => setTimeout(resolve, 100, 'a timer was left'));
    expect(await Promise.race([evict(room).then(() => 'evicted'), timer])).toBe('evicted');
  });
});

describe('a room without traffic', () => {
  // Uses the real clock: the runtime takes an object out of memory 10 s after its last event.
  it('after 15 s without events the object leaves memory, its 50 sockets stay open, and the next message reaches all of them', {
    timeout: 40_000,
  }, async () => {
    const room = freshRoom();
    const peers = await Promise.all(Array.from({ length: 50 }, () => connect(room)));
    await Promise.all(peers.map((peer) => peer.next('system', (frame) => frame.count === 50)));
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    await expect(evict(room)).rejects.toThrow('not currently running');
    peers[0]?.send({ type: 'msg', data: 'good morning' });
    const heard = await Promise.all(peers.slice(1).map((peer) => peer.next('broadcast')));
    expect(heard.map(({ data }) => data)).toEqual(Array.from({ length: 49 }, () => 'good morning'));
  });
});

describe('B39: a peer that never answers a close', () => {
  it('a peer that never answers a close is ignored in every way, and the room still hibernates', async () => {
    const room = freshRoom();
    const ana = await join(room, { name: 'Ana' });
    const ghost = await join(room, { name: 'Ghost', halfOpen: true });
    const { sid } = ghost;
    const body = await join(room, { sid });
    expect(await ghost.next('error')).toMatchObject({ code: 'replaced', fatal: true });
    await ghost.closed;
    for (let naps = 0; naps < 2; naps++) {
      await ana.settled();
      await evict(room);
      // The ghost's side is still open. The room ignores frames from it and sends it nothing.
      const heard = ghost.raw.length;
      ghost.send({ type: 'msg', id: `g${naps}`, data: 'boo' });
      ana.send({ type: 'msg', id: `a${naps}`, data: 'hello' });
      expect(await body.next('broadcast')).toMatchObject({ seq: naps + 1, data: 'hello' });
      expect(ghost.raw.length).toBe(heard);
    }
    body.close(1000);
    expect(await ana.next('system', (frame) => frame.event === 'leave')).toMatchObject({
      who: [{ name: 'Ghost' }],
      count: 1,
    });
    expect(ana.all('broadcast')).toEqual([]);
    await ana.settled();
    await evict(room);
    await expect(evict(room)).rejects.toThrow('not currently running');
  });
});

describe('the alarm', () => {
  /** Moves the room's clock and runs the alarm that would have fired by then. */
  async function alarmAfter(room: string, ms: number): Promise<void> {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
    expect(await runDurableObjectAlarm(stubOf(room))).toBe(true);
  }

  it('B20: the alarm closes a connection that was silent for the timeout, and tells it and the others why', async () => {
    const room = freshRoom();
    const silent = await joinBase(room, 'Silent');
    await evict(room);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 90_000 });
    const ana = await join(room, { name: 'Ana' });
    await alarmAfter(room, 35_000);
    expect(await silent.next('error')).toMatchObject({ code: 'heartbeat', fatal: true, close: 4001 });
    expect(await silent.closed).toMatchObject({ code: 4001 });
    expect(await ana.next('system', (frame) => frame.event === 'leave')).toMatchObject({
      who: [{ name: 'Silent' }],
      cause: 'heartbeat',
      count: 1,
    });
  });

  it('the alarm spares connections whose pings the runtime answered during hibernation, and those that sent anything', async () => {
    const room = freshRoom();
    // The runtime stamps its answers by the real clock, so the join has to lie in the past.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 120_000 });
    const [pinging, talking, silent] = [
      await joinBase(room, 'P'),
      await joinBase(room, 'T'),
      await joinBase(room, 'S'),
    ];
    vi.useRealTimers();
    await evict(room);
    talking.send({ type: 'msg', data: 'still here' });
    await pinging.next('broadcast');
    await evict(room);
    const pong = pinging.nextRaw('pong');
    pinging.send('ping');
    await pong;
    expect(await runDurableObjectAlarm(stubOf(room))).toBe(true);
    expect(await silent.closed).toMatchObject({ code: 4001 });
    await Promise.all([pinging.settled(), talking.settled()]);
    expect([...pinging.all('error'), ...talking.all('error')].filter((error) => error.fatal)).toEqual([]);
  });

  it('the alarm is set for the connection that will be overdue first, as long as anybody is connected', async () => {
    const room = freshRoom();
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    const ana = await join(room);
    const alarm = () => runInDurableObject(stubOf(room), (_, state) => state.storage.getAlarm());
    expect(await alarm()).toBe(start + 125_000);
    vi.setSystemTime(start + 100_000);
    ana.send({ type: 'who', id: 'w' });
    await ana.next('who');
    await alarmAfter(room, 25_000);
    expect(await alarm()).toBe(start + 100_000 + 125_000);
  });

  it('an alarm writes only the row for setting the next one', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send({ type: 'msg', id: 'm', data: 'x' });
    await ana.next('ack');
    const [set, written] = await runInDurableObject(stubOf(room), (instance: RoomObject, { storage }) => {
      const setAlarm = vi.spyOn(storage, 'setAlarm');
      const before = instance.log.rowsWritten;
      instance.alarm();
      return [setAlarm.mock.calls.length, instance.log.rowsWritten - before];
    });
    expect([set, written]).toEqual([1, 0]);
  });

  it('the alarm fires once more in an empty room without events, and then never again', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.close(1000);
    await ana.closed;
    await alarmAfter(room, 130_000);
    expect(await tables(room)).toEqual([]);
    expect(await runDurableObjectAlarm(stubOf(room))).toBe(false);
  });

  it('in an empty room with events the alarm fires only when the newest has expired, and deletes the room', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send({ type: 'msg', id: 'm', data: 'kept' });
    const { ts } = await ana.next('ack');
    ana.close(1000);
    await ana.closed;
    await alarmAfter(room, 130_000);
    expect(await tables(room)).toEqual(['event', 'meta']);
    expect(await runInDurableObject(stubOf(room), (_, { storage }) => storage.getAlarm())).toBe(ts + RETENTION_MS + 1);
    await evict(room);
    await alarmAfter(room, RETENTION_MS);
    expect(await tables(room)).toEqual([]);
    expect(await runDurableObjectAlarm(stubOf(room))).toBe(false);
    vi.useRealTimers();
    const bo = await join(room);
    expect(bo.all('welcome')[0]?.data).toMatchObject({ epoch: '', seq: 0 });
  });

  it('the alarm deletes expired events, oldest first, a thousand at a time, and never the newest', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send({ type: 'msg', id: 'old', data: 'old' });
    const { epoch = '' } = await ana.next('ack');
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      for (let seq = 2; seq <= 1_500; seq++)
        storage.sql.exec(
          "INSERT INTO event SELECT ?, kind, ref, member, sid, 'c', name, ts + ?, data, state FROM event WHERE seq = 1",
          seq,
          // Only the newest event is recent.
          seq === 1_500 ? RETENTION_MS : 0,
        );
    });
    await evict(room);
    await alarmAfter(room, RETENTION_MS + 60_000);
    // The same alarm closed the connection, which had been silent for days.
    await ana.closed;
    const stored = () =>
      runInDurableObject(stubOf(room), (_, { storage }) =>
        storage.sql.exec('SELECT min(seq) AS first, max(seq) AS last FROM event').one(),
      );
    const seen = async () => {
      const peer = await join(room, { since: 0, epoch });
      const welcome = peer.all('welcome')[0]?.data;
      peer.close(1000);
      await peer.closed;
      return [welcome?.floor, welcome?.seq, welcome?.recovered];
    };
    expect(await stored()).toEqual({ first: 1_001, last: 1_500 });
    expect(await seen()).toEqual([1_500, 1_500, false]);
    await alarmAfter(room, 10_000);
    expect(await stored()).toEqual({ first: 1_500, last: 1_500 });
    expect(await seen()).toEqual([1_500, 1_500, false]);
    const bo = await join(room);
    bo.send({ type: 'msg', id: 'late', data: 'x', again: 3 });
    expect(await bo.next('error')).toMatchObject({ code: 'expired', id: 'late' });
    bo.send({ type: 'msg', id: 'next', data: 'x' });
    expect(await bo.next('ack')).toMatchObject({ seq: 1_501 });
  });
});

describe('storage', () => {
  it('a room has no table until its first event', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await joinBase(room)];
    ana.send({ type: 'name', data: 'Anna' });
    ana.send({ type: 'history', id: 'h' });
    ana.send({ type: 'msg', id: 'bad', data: ' ' });
    await ana.next('error');
    await bo.settled();
    expect(await tables(room)).toEqual([]);
    ana.send({ type: 'msg', id: 'good', data: 'x' });
    await ana.next('ack');
    expect(await tables(room)).toEqual(['event', 'meta']);
  });

  it('a message takes one row', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send({ type: 'msg', id: 'first', data: 'x' });
    await ana.next('ack');
    await evict(room);
    for (let i = 0; i < 50; i++) ana.send({ type: 'msg', id: `m${i}`, data: 'x' });
    await ana.next('ack', (ack) => ack.seq === 51);
    expect((await counters(room)).rowsWritten).toBe(50);
  });

  it('B30: if storage throws, the sender gets an error, nobody else gets anything, and the seq is assigned again', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await join(room)];
    ana.send({ type: 'msg', id: 'before', data: 'before' });
    await ana.next('ack');
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      storage.sql.exec(`CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(FAIL, 'disk full'); END`);
    });
    ana.send({ type: 'msg', id: 'lost', data: 'not stored' });
    expect(await ana.next('error')).toMatchObject({ code: 'storage', id: 'lost', retryAfterMs: expect.any(Number) });
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      storage.sql.exec('DROP TRIGGER full');
    });
    ana.send({ type: 'msg', id: 'lost', data: 'not stored', again: 1 });
    expect(await ana.next('ack')).toMatchObject({ id: 'lost', seq: 2 });
    expect(await bo.next('broadcast', (frame) => frame.seq > 1)).toMatchObject({ seq: 2, data: 'not stored' });
    expect(bo.all('broadcast')).toHaveLength(2);
  });
});

describe('B30: a storage fault while a client connects', () => {
  it('a storage fault while a client connects leaves no socket, member or table, and the next connection works', async () => {
    const room = freshRoom();
    const ana = await join(room, { name: 'Ana' });
    ana.send({ type: 'msg', id: 'm', data: 'x' });
    await ana.next('ack');
    const rename = (from: string, to: string) =>
      runInDurableObject(stubOf(room), (_, { storage }) => {
        storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`);
      });
    await rename('event', 'hidden');
    await evict(room);
    for (const name of ['Bo', undefined]) {
      const refused = await connect(room, { sid: newSid(), ...(name === undefined ? {} : { name }) });
      expect(await refused.next('error')).toMatchObject({ code: 'internal', fatal: true, close: 4005 });
    }
    await rename('hidden', 'event');
    await evict(room).catch(() => undefined);
    const bo = await join(room, { name: 'Bo' });
    expect(bo.all('welcome')[0]?.data).toMatchObject({ count: 2, seq: 1 });
  });
});

describe('the timestamp', () => {
  it('B35: timestamps never decrease, even if the clock does', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send({ type: 'msg', id: 'a', data: 'x' });
    const first = await ana.next('ack');
    vi.useFakeTimers({ toFake: ['Date'], now: first.ts - 3_600_000 });
    ana.send({ type: 'msg', id: 'b', data: 'x' });
    expect((await ana.next('ack')).ts).toBe(first.ts);
  });
});

async function tables(room: string): Promise<string[]> {
  return runInDurableObject(stubOf(room), (_, { storage }) =>
    storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .toArray()
      .map(({ name }) => name)
      // The runtime's own tables.
      .filter((name) => !name.startsWith('_')),
  );
}

/** Rows read and written that the object's log has counted since the room woke. */
async function counters(room: string): Promise<{ rowsRead: number; rowsWritten: number }> {
  return runInDurableObject(stubOf(room), ({ log: { rowsRead, rowsWritten } }: RoomObject) => ({
    rowsRead,
    rowsWritten,
  }));
}
