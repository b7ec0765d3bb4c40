/** Room settings: who may change them, slow mode, retention, and the audit list that shows the changes. */

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { retentionMs } from '../../src/room/access/settings.ts';
import type { RoomObject } from '../../src/room/object.ts';
import { ask, evict, freshRoom, join, joinAs, joinBase, type Peer, stubOf } from './support.ts';

const OLIVIA = 'olivia0000000000';
const MO = 'mo00000000000000';
const BO = 'bo00000000000000';
const DAY_MS = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
});

const set = (peer: Peer, data: unknown) => ask(peer, { type: 'set', data });
const say = (peer: Peer, data = 'hi') => ask(peer, { type: 'msg', data });

/** A room owned by Olivia, with the moderator Mo and the member Bo. */
async function staffedRoom() {
  const room = freshRoom();
  const olivia = await joinAs(room, OLIVIA, { name: 'Olivia' });
  await set(olivia, { topic: 'mine' });
  await ask(olivia, { type: 'mod', data: { action: 'role', who: MO, role: 'moderator' } });
  return {
    room,
    olivia,
    mo: await joinAs(room, MO, { name: 'Mo' }),
    bo: await joinAs(room, BO, { name: 'Bo' }),
  };
}

describe('settings', () => {
  it('only role holders change settings in a room with an owner, and a frame is applied whole or not at all', async () => {
    const { room, olivia, mo, bo } = await staffedRoom();
    for (const data of [{ topic: 'x' }, { slow: 5 }, { locked: false }, { retentionDays: 5 }])
      expect(await set(bo, data)).toMatchObject({ code: 'forbidden' });
    expect(await set(mo, { topic: 'ours', retentionDays: 5 })).toMatchObject({ code: 'forbidden' });
    expect(await set(mo, { topic: 'ours', slow: 5 })).toMatchObject({ type: 'ack' });
    expect(await set(olivia, { retentionDays: 5 })).toMatchObject({ type: 'ack' });
    expect(await bo.next('set', ({ data }) => data.slow === 5)).toMatchObject({ data: { topic: 'ours', slow: 5 } });
    await evict(room);
    const { settings } = (await join(room)).all('welcome')[0]?.data ?? {};
    expect(settings).toEqual({ topic: 'ours', slow: 5, locked: false, retentionDays: 5 });
  });

  it.each([
    {},
    { topic: 5 },
    { slow: -1 },
    { slow: 3_601 },
    { slow: 1.5 },
    { slow: '5' },
    { locked: 'yes' },
    { locked: true },
    { key: 'A'.repeat(43) },
    { locked: false, key: 'A'.repeat(43) },
    { locked: true, key: 'A'.repeat(42) },
    { locked: true, key: `${'A'.repeat(42)}B` },
    { retentionDays: -1 },
    // RETENTION_DAYS in vitest.config.ts is 30.
    { retentionDays: 31 },
    { __proto__: null },
  ])('the settings %j are refused', async (data) => {
    const { olivia } = await staffedRoom();
    expect(await set(olivia, data)).toMatchObject({ code: 'bad_request' });
  });
});

describe('slow mode', () => {
  it('slow mode makes a member wait after its own message, after hibernation too, and says how long', async () => {
    const { room, mo, bo } = await staffedRoom();
    await set(mo, { slow: 60 });
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now });
    bo.send({ type: 'msg', id: 'one', data: 'one' });
    await bo.next('ack');
    vi.setSystemTime(now + 20_000);
    expect(await say(bo)).toMatchObject({ code: 'slow_mode', retryAfterMs: 40_000 });
    await evict(room);
    expect(await say(bo)).toMatchObject({ code: 'slow_mode', retryAfterMs: 40_000 });
    // A repeat is not a second message, and slow mode doesn't apply to edits.
    bo.send({ type: 'msg', id: 'one', data: 'one', again: 0 });
    expect(await bo.next('ack')).toMatchObject({ id: 'one', dup: true });
    expect(await ask(bo, { type: 'edit', ref: bo.all('ack')[0]?.seq, data: 'two' })).toMatchObject({ type: 'ack' });
    vi.setSystemTime(now + 60_000);
    expect(await say(bo)).toMatchObject({ type: 'ack' });
    expect(await say(bo)).toMatchObject({ code: 'slow_mode', retryAfterMs: 60_000 });
    await set(mo, { slow: 0 });
    expect(await say(bo)).toMatchObject({ type: 'ack' });
  });

  it('slow mode applies to base clients, but not to moderators and owners', async () => {
    const { room, olivia, mo } = await staffedRoom();
    await set(mo, { slow: 60 });
    const base = await joinBase(room);
    for (const peer of [olivia, mo]) {
      expect(await say(peer)).toMatchObject({ type: 'ack' });
      expect(await say(peer)).toMatchObject({ type: 'ack' });
    }
    expect(await say(base)).toMatchObject({ type: 'ack' });
    expect(await say(base)).toMatchObject({ code: 'slow_mode' });
  });

  it('slow mode finds a message behind thousands of others and stores nothing', async () => {
    const { room, mo, bo } = await staffedRoom();
    await say(bo, 'long ago');
    await set(mo, { slow: 3_600 });
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      storage.sql.exec(`
        WITH RECURSIVE n(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < 5000)
        INSERT INTO event SELECT head.seq + n.seq, 'msg', NULL, 'other', 's', 'o' || n.seq, 'Other', head.ts, 'x', NULL
        FROM n, (SELECT seq, ts FROM event ORDER BY seq DESC LIMIT 1) AS head`);
    });
    await evict(room);
    expect(await say(bo)).toMatchObject({ code: 'slow_mode' });
    const written = await runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.rowsWritten);
    expect(written).toBe(0);
  });
});

describe('retention', () => {
  it("retention is the shorter of the room's and the deployment's", () => {
    expect(retentionMs({}, 0)).toBe(0);
    expect(retentionMs({}, 30 * DAY_MS)).toBe(30 * DAY_MS);
    expect(retentionMs({ retentionDays: 0 }, 30 * DAY_MS)).toBe(30 * DAY_MS);
    expect(retentionMs({ retentionDays: 5 }, 30 * DAY_MS)).toBe(5 * DAY_MS);
    expect(retentionMs({ retentionDays: 5 }, 0)).toBe(5 * DAY_MS);
    // The deployment's retention was lowered after the room's was set.
    expect(retentionMs({ retentionDays: 60 }, 30 * DAY_MS)).toBe(30 * DAY_MS);
  });

  it('a shorter retention deletes older events at the next alarm', async () => {
    const { room, olivia } = await staffedRoom();
    await say(olivia, 'old');
    await set(olivia, { retentionDays: 2 });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3 * DAY_MS });
    olivia.send({ type: 'msg', id: 'new', data: 'new' });
    await olivia.next('ack', ({ id }) => id === 'new');
    await runDurableObjectAlarm(stubOf(room));
    const page = await (await joinAs(room, OLIVIA, { session: 'b' })).next('history');
    expect(page.data.map(({ data }) => data)).toEqual(['new']);
  });
});

describe('the audit list', () => {
  it('the audit list tells moderators who did what, newest first, and who is banned and muted now', async () => {
    const { olivia, mo, bo } = await staffedRoom();
    const said = await say(bo, 'spam');
    const ref = said.type === 'ack' ? said.seq : 0;
    const own = await say(mo, 'mine');
    await ask(mo, { type: 'delete', ref });
    await ask(mo, { type: 'delete', ref: own.type === 'ack' ? own.seq : 0 });
    await ask(mo, { type: 'mod', data: { action: 'mute', who: BO } });
    await ask(mo, { type: 'mod', data: { action: 'ban', who: 'troll00000000000' } });
    await ask(olivia, { type: 'mod', data: { action: 'unban', who: 'troll00000000000' } });
    const list = await ask(mo, { type: 'audit' });
    if (list.type !== 'audit') throw new Error(JSON.stringify(list));
    expect(list.data).toMatchObject([
      { type: 'mod', fromId: OLIVIA, data: { action: 'unban', who: 'troll00000000000' } },
      { type: 'mod', fromId: MO, data: { action: 'ban' } },
      { type: 'mod', fromId: MO, data: { action: 'mute', who: BO, name: 'Bo' } },
      { type: 'delete', from: 'Mo', ref },
      { type: 'mod', data: { action: 'role', who: MO, role: 'moderator' } },
      { type: 'set', from: 'Olivia', data: { topic: 'mine' } },
    ]);
    expect(list).toMatchObject({ before: 0, bans: [], mutes: [{ id: BO, name: 'Bo' }] });
    expect(list.roles.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
      { id: MO, role: 'moderator' },
      { id: OLIVIA, role: 'owner' },
    ]);
    expect(await ask(bo, { type: 'audit' })).toMatchObject({ code: 'forbidden' });
  });

  it('the audit list comes in pages, even across a long stretch without acts', async () => {
    const { room, olivia } = await staffedRoom();
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      storage.sql.exec(
        `WITH RECURSIVE n(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n WHERE seq < 50000)
        INSERT INTO event SELECT 2 + n.seq, 'msg', NULL, 'other', 's', 'o' || n.seq, 'Other', ?, 'x', NULL FROM n`,
        Date.now(),
      );
    });
    await evict(room);
    for (let n = 0; n < 120; n++) olivia.send({ type: 'set', id: `s${n}`, data: { topic: `topic ${n}` } });
    const found: number[] = [];
    let pages = 0;
    for (let before: number | undefined; before !== 0; pages++) {
      const list = await ask(olivia, { type: 'audit', ...(before === undefined ? {} : { before }) });
      if (list.type !== 'audit') throw new Error(JSON.stringify(list));
      expect(list.data.length).toBeLessThanOrEqual(100);
      found.push(...list.data.map(({ seq }) => seq));
      before = list.before;
    }
    expect(found).toEqual([...Array.from({ length: 120 }, (_, n) => 50_122 - n), 2, 1]);
    expect(pages).toBe(4);
  });
});
