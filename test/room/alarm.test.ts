/** The alarm runs each of its tasks and sets the next alarm, even if storage fails in one of them. */

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RoomObject } from '../../src/room/object.ts';
import { ask, evict, freshRoom, join, joinAs, joinBase, stubOf } from './support.ts';

const OLIVIA = 'olivia0000000000';
const DAY_MS = 86_400_000;

const errors = () => vi.spyOn(console, 'error').mockImplementation(() => {});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const alarmAt = (room: string) => runInDurableObject(stubOf(room), (_, { storage }) => storage.getAlarm());

function sql(room: string, query: string): Promise<void> {
  return runInDurableObject(stubOf(room), (_, { storage }) => {
    storage.sql.exec(query);
  });
}

/** A room with a retention of one day and one expired event. One connection is as old as that event, one is new. */
async function room() {
  const name = freshRoom();
  const start = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  const olivia = await joinAs(name, OLIVIA);
  await ask(olivia, { type: 'set', data: { retentionDays: 1 } });
  const silent = await joinBase(name);
  await evict(name);
  vi.setSystemTime(start + DAY_MS + 60_000);
  const ana = await join(name);
  expect(await ask(ana, { type: 'msg', data: 'new' })).toMatchObject({ type: 'ack' });
  return { name, silent, olivia, now: start + DAY_MS + 60_000 };
}

/** Counts the alarms set from now on, because each costs a row. The spy ends with the object's life. */
function alarmsSet(room: string): Promise<() => number> {
  return runInDurableObject(stubOf(room), (_, { storage }) => {
    const set = vi.spyOn(storage, 'setAlarm');
    return () => set.mock.calls.length;
  });
}

describe('the alarms of a room', () => {
  it('a room sets one alarm for all connections, and then one for whatever is due next', async () => {
    const name = freshRoom();
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    const count = await alarmsSet(name);
    const olivia = await joinAs(name, OLIVIA);
    await joinBase(name);
    await join(name);
    expect(count()).toBe(1);
    // Settings and messages set no alarm.
    await ask(olivia, { type: 'set', data: { retentionDays: 1 } });
    await ask(olivia, { type: 'msg', data: 'hello' });
    expect(count()).toBe(1);
    vi.setSystemTime(start + 125_000);
    await ask(olivia, { type: 'msg', data: 'still here' });
    await runDurableObjectAlarm(stubOf(name));
    expect(count()).toBe(2);
    expect(await alarmAt(name)).toBe(start + 250_000);
    // The alarm that is already set covers a new connection too.
    await join(name);
    expect(count()).toBe(2);
    // The alarm closes the last connections and sets the next alarm for the day when the events expire.
    vi.setSystemTime(start + 600_000);
    await runDurableObjectAlarm(stubOf(name));
    expect(count()).toBe(3);
    expect(await alarmAt(name)).toBe(start + 125_000 + DAY_MS + 1);
    // Everything has expired, so the room is deleted and needs no alarm.
    vi.setSystemTime(start + 125_000 + DAY_MS + 1);
    await runDurableObjectAlarm(stubOf(name));
    expect(count()).toBe(3);
    expect(await alarmAt(name)).toBeNull();
  });
});

describe('B51: an alarm whose pruning fails', () => {
  it('dead peers are closed and the next alarm is set even if pruning fails', async () => {
    const log = errors();
    const { name, silent, now } = await room();
    await sql(name, `CREATE TRIGGER stuck BEFORE DELETE ON event BEGIN SELECT RAISE(FAIL, 'stuck'); END`);
    for (const again of [0, 1]) {
      expect(await runDurableObjectAlarm(stubOf(name))).toBe(true);
      expect(await alarmAt(name)).toBe(now + 125_000);
      expect(log).toHaveBeenCalledTimes(again + 1);
    }
    expect(await silent.closed).toMatchObject({ code: 4001 });
    expect(JSON.parse(String(log.mock.calls[0]?.[0]))).toEqual({
      event: 'task_failed',
      task: 'prune',
      error: expect.stringContaining('stuck'),
    });
    await sql(name, 'DROP TRIGGER stuck');
    await runDurableObjectAlarm(stubOf(name));
    const first = await runInDurableObject(stubOf(name), (_, { storage }) =>
      storage.sql.exec('SELECT min(seq) AS seq FROM event').one(),
    );
    expect(first).toEqual({ seq: 2 });
  });

  it('dead peers are closed even if a table is missing, with the object awake or not', async () => {
    errors();
    for (const sleeps of [false, true]) {
      const { name, silent, now } = await room();
      await sql(name, 'DROP TABLE event');
      if (sleeps) await evict(name);
      await runDurableObjectAlarm(stubOf(name));
      expect(await silent.closed).toMatchObject({ code: 4001 });
      expect(await alarmAt(name)).toBe(now + 125_000);
      vi.useRealTimers();
    }
  });

  it('in an empty room, pruning that failed is tried again an hour later', async () => {
    errors();
    const { name, now } = await room();
    await sql(name, 'DROP TABLE event');
    vi.setSystemTime(now + 200_000);
    // By now all connections are overdue.
    await runDurableObjectAlarm(stubOf(name));
    expect(await alarmAt(name)).toBe(now + 200_000 + 3_600_000);
  });
});

describe('B51: an alarm in which a task throws', () => {
  it('if one task throws, the others still run and the next alarm is set', async () => {
    const log = errors();
    const { name, silent, now } = await room();
    // Reading the last ping of the first connection throws.
    await runInDurableObject(stubOf(name), (instance: RoomObject, state) => {
      const [first] = state.getWebSockets();
      vi.spyOn(state, 'getWebSocketAutoResponseTimestamp').mockImplementation((ws) => {
        if (ws === first) throw new Error('there is no timestamp');
        return null;
      });
      instance.alarm();
    });
    expect(await silent.closed).toMatchObject({ code: 4001 });
    expect(await alarmAt(name)).toBe(now + 125_000);
    expect(JSON.parse(String(log.mock.calls[0]?.[0]))).toMatchObject({ event: 'task_failed', task: 'close' });
  });
});

describe('B51: an alarm that can’t be read, set or deleted', () => {
  it('a client can connect and an alarm is set if the old one cannot be read', async () => {
    const log = errors();
    const name = freshRoom();
    await runInDurableObject(stubOf(name), (_, { storage }) => {
      vi.spyOn(storage, 'getAlarm').mockRejectedValueOnce(new Error('away'));
    });
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now });
    await join(name);
    expect(await alarmAt(name)).toBe(now + 125_000);
    expect(log).toHaveBeenCalledOnce();
  });

  it('the next connection sets an alarm that could not be set before', async () => {
    const log = errors();
    const name = freshRoom();
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now });
    await runInDurableObject(stubOf(name), (_, { storage }) => {
      vi.spyOn(storage, 'setAlarm').mockRejectedValueOnce(new Error('away'));
    });
    const ana = await join(name);
    await ana.settled();
    expect(await alarmAt(name)).toBeNull();
    expect(log).toHaveBeenCalledOnce();
    await join(name);
    expect(await alarmAt(name)).toBe(now + 125_000);
  });

  it('a room that could not be deleted stays intact and is tried again', async () => {
    errors();
    const { name, now } = await room();
    await runInDurableObject(stubOf(name), (_, { storage }) => {
      vi.spyOn(storage, 'deleteAll').mockRejectedValueOnce(new Error('away'));
    });
    vi.setSystemTime(now + 2 * DAY_MS);
    await runDurableObjectAlarm(stubOf(name));
    expect(await alarmAt(name)).toBe(now + 2 * DAY_MS + 3_600_000);
    const late = await join(name);
    expect(late.all('welcome')[0]?.data).toMatchObject({ seq: 2, floor: 3, settings: { retentionDays: 1 } });
    expect(await ask(late, { type: 'msg', data: 'on it goes' })).toMatchObject({ seq: 3 });
  });
});
