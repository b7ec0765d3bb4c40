/** Retention: events become unreadable by time alone, and the alarm deletes them later. */

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SlowMode } from '../../../src/room/access/slow-mode.ts';
import type { Stored } from '../../../src/room/events/body.ts';
import { EVENTS_CODEC } from '../../../src/room/events/codec.ts';
import { EventLog } from '../../../src/room/log/event-log.ts';
import { firstSince } from '../../../src/room/log/retention.ts';
import type { Mark } from '../../../src/room/log/types.ts';
import type { RoomObject } from '../../../src/room/object.ts';
import { ask, evict, freshRoom, joinAs, newSid, type Peer, stubOf } from '../support.ts';

const OLIVIA = 'olivia0000000000';
const DAY_MS = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
});

/** Moves the room's clock without running alarms. */
function wait(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
}

async function say(peer: Peer, data: string): Promise<number> {
  const ack = await ask(peer, { type: 'msg', data });
  if (ack.type !== 'ack') throw new Error(JSON.stringify(ack));
  return ack.seq;
}

/** Olivia's room with a retention of one day, an edited old message, and a message from a little later. */
async function room() {
  const name = freshRoom();
  const session = newSid();
  const olivia = await joinAs(name, OLIVIA, { name: 'Olivia', session });
  await ask(olivia, { type: 'set', data: { retentionDays: 1, topic: 'the old topic' } });
  olivia.send({ type: 'msg', id: 'tile-one', data: 'tile one' });
  await olivia.next('ack', ({ id }) => id === 'tile-one');
  await ask(olivia, { type: 'edit', ref: 2, data: 'tile 1' });
  await ask(olivia, { type: 'msg', data: 'tile two' });
  const epoch = olivia.all('ack')[0]?.epoch ?? '';
  return { name, olivia, session, epoch, stub: env.ROOM.getByName(name) };
}

const texts = (frame: unknown) => (frame as { data: { data: string }[] }).data.map(({ data }) => data);

describe('B50: an event older than the retention', () => {
  it('an expired event is in no history, window, search, audit list or export before the alarm', async () => {
    const { name, olivia, stub } = await room();
    wait(0.9 * DAY_MS);
    await say(olivia, 'tile three');
    wait(DAY_MS);
    expect(texts(await ask(olivia, { type: 'history' }))).toEqual(['tile three']);
    expect(texts(await ask(olivia, { type: 'history', before: 5 }))).toEqual([]);
    expect(texts(await ask(olivia, { type: 'history', after: 0 }))).toEqual(['tile three']);
    expect(await ask(olivia, { type: 'search', data: 'tile' })).toMatchObject({
      data: [{ data: 'tile three' }],
      before: 0,
    });
    expect(await ask(olivia, { type: 'audit' })).toMatchObject({ data: [], before: 0 });
    expect(await stub.pageAfter(0)).toMatchObject({ entries: [{ data: 'tile three' }] });
    expect(await stub.pageAfter(2)).toMatchObject({ entries: [{ data: 'tile three' }] });
    expect(await stub.summary()).toMatchObject({ seq: 5, floor: 5, ts: expect.any(Number), topic: 'the old topic' });
    for (const sleep of [false, true]) {
      if (sleep) await evict(name);
      const late = await joinAs(name, 'late000000000000');
      expect(late.all('welcome')[0]?.data).toMatchObject({ seq: 5, floor: 5, recovered: false });
      const window = await late.next('history');
      expect([texts(window), window.more]).toEqual([['tile three'], false]);
    }
  });

  it("the deletion of the author's own message, once expired, never looks like that of another member's message", async () => {
    const { name, olivia } = await room();
    wait(0.9 * DAY_MS);
    await ask(olivia, { type: 'delete', ref: 2 });
    await ask(olivia, { type: 'set', data: { topic: 'the new topic' } });
    expect(await ask(olivia, { type: 'audit' })).toMatchObject({ data: [{ seq: 6 }, { seq: 1 }] });
    wait(0.5 * DAY_MS);
    expect(await ask(olivia, { type: 'audit' })).toMatchObject({ data: [{ seq: 6 }] });
    await runInDurableObject(stubOf(name), ({ log }: RoomObject) => log.prune(1_000));
    expect(await ask(olivia, { type: 'audit' })).toMatchObject({ data: [{ seq: 6 }], before: 0 });
  });

  it('an expired event is not found by an edit, deletion, reaction, repeat or resume', async () => {
    const { name, olivia, session, epoch } = await room();
    wait(0.9 * DAY_MS);
    await ask(olivia, { type: 'edit', ref: 2, data: 'tile I' });
    wait(DAY_MS);
    for (const frame of [
      { type: 'edit', ref: 2, data: 'x' },
      { type: 'delete', ref: 2 },
      { type: 'react', ref: 2, data: '👍' },
    ])
      expect(await ask(olivia, frame)).toMatchObject({ code: 'not_found' });
    olivia.send({ type: 'msg', id: 'tile-one', data: 'tile one', again: 1 });
    expect(await olivia.next('error', ({ id }) => id === 'tile-one')).toMatchObject({ code: 'expired' });
    expect((await joinAs(name, OLIVIA, { session, epoch, since: 3 })).all('welcome')[0]?.data.recovered).toBe(false);
    const back = await joinAs(name, OLIVIA, { session, epoch, since: 4 });
    expect(back.all('welcome')[0]?.data).toMatchObject({ recovered: true, floor: 5 });
    // The edit is recent enough to be replayed, but the message with its text has expired.
    expect(await back.next('ack')).toMatchObject({ seq: 5, event: { type: 'edit', ref: 2, data: '' } });
  });

  it('if all events have expired none is readable, and the next one continues the numbering', async () => {
    const { name, olivia, session, epoch, stub } = await room();
    wait(2 * DAY_MS);
    expect(texts(await ask(olivia, { type: 'history' }))).toEqual([]);
    expect(await stub.pageAfter(0)).toEqual({ entries: [], last: 4, head: { epoch, seq: 4 } });
    expect(await stub.pageAfter(2)).toEqual({ entries: [], last: 4, head: { epoch, seq: 4 } });
    expect(await stub.summary()).toMatchObject({ seq: 4, floor: 5, ts: 0 });
    expect(await ask(olivia, { type: 'edit', ref: 4, data: 'x' })).toMatchObject({ code: 'not_found' });
    await evict(name);
    const back = await joinAs(name, OLIVIA, { session, epoch, since: 4 });
    expect(back.all('welcome')[0]?.data).toMatchObject({ seq: 4, floor: 5, recovered: true });
    const late = await joinAs(name, 'late000000000000');
    expect(late.all('welcome')[0]?.data).toMatchObject({ seq: 4, floor: 5, recovered: false });
    expect(await late.next('history')).toMatchObject({ data: [], first: 0, last: 0, more: false });
    // The log can't tell any more whether this message was stored before.
    expect(await ask(late, { type: 'msg', id: 'late', data: 'tile?', again: 0 })).toMatchObject({ code: 'expired' });
    // The session resumed with everything known, so an unknown id is new.
    back.send({ type: 'msg', id: 'tile-one', data: 'tile five' });
    expect(await back.next('ack')).toMatchObject({ id: 'tile-one', seq: 5 });
    expect(await late.next('broadcast')).toMatchObject({ seq: 5, data: 'tile five' });
    expect(await stub.summary()).toMatchObject({ seq: 5, floor: 5 });
    expect(await stub.close({ epoch, seq: 4 })).toBe(false);
    expect(await stub.close({ epoch, seq: 5 })).toBe(true);
  });

  it('a shorter retention makes older events unreadable at once', async () => {
    const { olivia } = await room();
    await ask(olivia, { type: 'set', data: { retentionDays: 10 } });
    wait(5 * DAY_MS);
    await say(olivia, 'tile three');
    expect(texts(await ask(olivia, { type: 'history' }))).toEqual(['tile 1', 'tile two', 'tile three']);
    await ask(olivia, { type: 'set', data: { retentionDays: 2 } });
    expect(texts(await ask(olivia, { type: 'history' }))).toEqual(['tile three']);
    expect(await ask(olivia, { type: 'react', ref: 2, data: '👍' })).toMatchObject({ code: 'not_found' });
  });

  it('events that expire during an export are left out of the rest', async () => {
    const { olivia, stub } = await room();
    expect(await stub.pageAfter(0)).toMatchObject({ last: 4 });
    await say(olivia, 'tile three');
    wait(1.5 * DAY_MS);
    await say(olivia, 'tile four');
    expect(await stub.pageAfter(4)).toMatchObject({ entries: [{ data: 'tile four' }] });
  });
});

describe('B50: deleting expired events', () => {
  const stored = (name: string) =>
    runInDurableObject(stubOf(name), (_, { storage }) =>
      storage.sql
        .exec<{ seq: number }>('SELECT seq FROM event')
        .toArray()
        .map(({ seq }) => seq),
    );
  const alarmAt = (name: string) => runInDurableObject(stubOf(name), (_, { storage }) => storage.getAlarm());

  it('in an empty room events are deleted a day after the oldest expired, or once all have', async () => {
    const { name, olivia } = await room();
    await ask(olivia, { type: 'set', data: { retentionDays: 10 } });
    const oldest = olivia.all('ack')[0]?.ts ?? 0;
    wait(5 * DAY_MS);
    await say(olivia, 'tile three');
    const newest = olivia.all('ack').at(-1)?.ts ?? 0;
    olivia.close(1000);
    await olivia.closed;
    await runDurableObjectAlarm(stubOf(name));
    expect(await alarmAt(name)).toBe(oldest + 11 * DAY_MS);
    wait(6 * DAY_MS);
    await runDurableObjectAlarm(stubOf(name));
    expect(await stored(name)).toEqual([6]);
    expect(await alarmAt(name)).toBe(newest + 10 * DAY_MS + 1);
  });
});

describe('finding the floor', () => {
  /** Events 1 to `count`, one per millisecond, except for `holes`. */
  function marks(count: number, holes: ReadonlySet<number> = new Set()) {
    let read = 0;
    const from = (seq: number): Mark | undefined => {
      read++;
      for (let at = seq; at <= count; at++) if (!holes.has(at)) return { seq: at, ts: at };
      return undefined;
    };
    const find = (before: number) => firstSince(before, { seq: 1, ts: 1 }, { seq: count, ts: count }, from).seq;
    return { find, read: () => read };
  }

  it('the search for the floor finds the first event that has not expired', () => {
    for (let before = 2; before <= 200; before++) expect(marks(200).find(before)).toBe(before);
    for (let before = 2; before <= 200; before++)
      expect(marks(200, new Set([50, 51, 52, 53])).find(before)).toBe(before >= 50 && before <= 53 ? 54 : before);
  });

  it('the search for the floor reads one mark for one expired event, and some forty for a million', () => {
    const near = marks(1_000_000);
    near.find(2);
    expect(near.read()).toBe(1);
    const far = marks(1_000_000);
    far.find(900_000);
    expect(far.read()).toBeLessThanOrEqual(45);
  });

  it('finding the floor reads no row while nothing expires, and few rows when thousands of events do', () =>
    runInDurableObject(stubOf(freshRoom()), (_, { storage }) => {
      const log = new EventLog(storage, EVENTS_CODEC, { maxKeptMs: DAY_MS });
      const by = {
        member: 'm',
        sessionTag: 's',
        name: 'N',
        clientEventId: null,
        ref: null,
        body: { text: 'x', state: null },
      };
      const start = Date.now();
      const events = Array.from(
        { length: 5_000 },
        (_, n): Stored => ({ ...by, kind: 'msg', seq: n + 1, ts: start + n }),
      );
      log.append(events, []);
      log.recent();
      const rows = (work: () => void) => {
        const before = log.rowsRead;
        work();
        return log.rowsRead - before;
      };
      expect(rows(() => log.get(5_000))).toBe(0);
      wait(DAY_MS + 4_000);
      const expired = Date.now() - DAY_MS - start;
      expect(rows(() => log.get(5_000))).toBeLessThanOrEqual(30);
      expect(log.floor).toBe(expired + 1);
      expect(rows(() => log.get(5_000))).toBe(0);
      // Slow mode looks back an hour but doesn't see expired events, even if the clock jumped.
      expect(new SlowMode((ts, limit) => log.authorsSince(ts, limit)).waitMs('m', 3_600, start)).toBe(3_600_000);
    }));
});
