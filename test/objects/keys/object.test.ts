/** What rooms reserve for files: the sums, what they cost, and that no address can be read from them. */

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { KeysObject } from '../../../src/objects/keys/object.ts';
import { ADDRESS_MIB, ADDRESS_ROOMS, mibIn } from '../../../src/objects/keys/sums.ts';

const LIMIT_MIB = mibIn(3_000);
/** Whole blocks, and 14 MiB less than the limit. */
const ALMOST_MIB = 31 + 176 * 16;
const DAY_MS = 86_400_000;
const NOON = Date.UTC(2026, 10, 28, 12);

afterEach(() => {
  vi.useRealTimers();
});

type Keys = DurableObjectStub<KeysObject>;

/** Sums that no other test uses, and the time of day. */
function fresh(now = NOON): Keys {
  vi.useFakeTimers({ toFake: ['Date'], now });
  return env.KEYS.getByName(crypto.randomUUID());
}

const total = (keys: Keys) => runInDurableObject(keys, ({ sums }: KeysObject) => sums.total);
const alarmAt = (keys: Keys) => runInDurableObject(keys, (_, { storage }) => storage.getAlarm());

/** All that is stored, table by table. */
function stored(keys: Keys): Promise<Record<string, unknown[]>> {
  return runInDurableObject(keys, (_, { storage: { sql } }) => {
    const tables = sql.exec<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
    );
    return Object.fromEntries(tables.toArray().map(({ name }) => [name, sql.exec(`SELECT * FROM ${name}`).toArray()]));
  });
}

/** Rows that `work` makes the object write. */
async function rows(keys: Keys, work: () => Promise<unknown>): Promise<number> {
  const written = () => runInDurableObject(keys, ({ sums }: KeysObject) => sums.rowsWritten);
  const before = await written();
  await work();
  return (await written()) - before;
}

describe('a reservation', () => {
  it('is at least what is needed, in blocks, and repeating it changes and writes nothing', async () => {
    const keys = fresh();
    expect(await keys.reserve('a', 1, 'ana')).toEqual({ mib: 1 });
    expect(await keys.reserve('a', 2, 'ana')).toEqual({ mib: 3 });
    expect(await keys.reserve('a', 20, 'ana')).toEqual({ mib: 31 });
    const before = await stored(keys);
    expect(await rows(keys, () => keys.reserve('a', 20, 'ana'))).toBe(0);
    expect(await rows(keys, () => keys.reserve('a', 31, 'ben'))).toBe(0);
    expect(await stored(keys)).toEqual(before);
    expect(await total(keys)).toBe(31);
  });

  it('writes the row of the room and the row of the address, and once a day the salt', async () => {
    const keys = fresh();
    const first = await rows(keys, () => keys.reserve('a', 1, 'ana'));
    // Three tables and the salt of the day.
    expect(first).toBeLessThanOrEqual(3 * 2 + 1 + 2);
    expect(await rows(keys, () => keys.reserve('b', 1, 'ana'))).toBe(2);
    expect(await rows(keys, () => keys.reserve('a', 3, 'ben'))).toBe(2);
    expect(await rows(keys, () => keys.reserve('b', 3))).toBe(1);
    expect(await rows(keys, () => keys.reserve('a', 0))).toBe(1);
    vi.setSystemTime(NOON + DAY_MS);
    // Both addresses and the former salt are deleted.
    expect(await rows(keys, () => keys.reserve('c', 1, 'ana'))).toBe(2 + 1 + 1 + 2);
  });

  it('is given back in whole or in part, and the rest of the room’s block stays', async () => {
    const keys = fresh();
    await keys.reserve('a', 40, 'ana');
    await keys.reserve('b', 1, 'ana');
    expect(await total(keys)).toBe(47 + 1);
    expect(await keys.reserve('a', 17)).toEqual({ mib: 31 });
    expect(await keys.reserve('a', 1)).toEqual({ mib: 1 });
    expect(await keys.reserve('a', 0)).toEqual({ mib: 0 });
    expect(await rows(keys, () => keys.reserve('a', 0))).toBe(0);
    expect(await rows(keys, () => keys.reserve('never', 0))).toBe(0);
    expect(await total(keys)).toBe(1);
    expect((await stored(keys)).room).toEqual([{ id: 'b', mib: 1 }]);
  });

  it('and all sums are the same after an eviction', async () => {
    const keys = fresh();
    for (const room of ['a', 'b', 'c']) await keys.reserve(room, 5, 'ana');
    const before = await stored(keys);
    await evictDurableObject(keys);
    expect(await total(keys)).toBe(21);
    expect(await stored(keys)).toEqual(before);
    expect(await rows(keys, () => keys.reserve('b', 5, 'ana'))).toBe(0);
    // The salt is still known, so that the address is.
    await keys.reserve('d', 1, 'ana');
    expect((await stored(keys)).address).toEqual([{ tag: expect.any(String), rooms: 4, mib: 22 }]);
  });

  it('that isn’t a whole number of MiB is refused', async () => {
    const keys = fresh();
    for (const needed of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
      await expect(runInDurableObject(keys, (object: KeysObject) => object.reserve('a', needed))).rejects.toThrow(
        RangeError,
      );
    expect(await stored(keys)).toEqual({});
  });

  it('for nothing, by nobody in particular, makes no table', async () => {
    const keys = fresh();
    expect(await keys.reserve('a', 0)).toEqual({ mib: 0 });
    expect(await stored(keys)).toEqual({});
    expect(await alarmAt(keys)).toBeNull();
  });

  it('whose write fails changes no sum', async () => {
    const keys = fresh();
    await keys.reserve('a', 1, 'ana');
    await runInDurableObject(keys, async (object: KeysObject, { storage: { sql } }) => {
      sql.exec("CREATE TRIGGER stuck BEFORE INSERT ON address BEGIN SELECT RAISE(FAIL, 'stuck'); END");
      const before = object.sums.rowsWritten;
      await expect(object.reserve('b', 1, 'ana')).rejects.toThrow('stuck');
      expect(object.sums.rowsWritten).toBe(before);
      sql.exec('DROP TRIGGER stuck');
    });
    expect(await total(keys)).toBe(1);
    expect((await stored(keys)).room).toEqual([{ id: 'a', mib: 1 }]);
    expect(await keys.reserve('b', 1, 'ana')).toEqual({ mib: 1 });
  });
});

describe('all rooms together', () => {
  it('a thousand rooms with one small file each fit, and give all of it back', async () => {
    const keys = fresh();
    // Inside the object, because each call from outside waits until the disk has it.
    await runInDurableObject(keys, async (object: KeysObject) => {
      for (let i = 0; i < 1_000; i++)
        expect(await object.reserve(`room-${i}`, 1, `address-${i % 50}`)).toEqual({ mib: 1 });
    });
    expect(await total(keys)).toBe(1_000);
    await evictDurableObject(keys);
    expect(await total(keys)).toBe(1_000);
    await runInDurableObject(keys, async (object: KeysObject) => {
      for (let i = 0; i < 1_000; i++) expect(await object.reserve(`room-${i}`, 0)).toEqual({ mib: 0 });
    });
    expect(await total(keys)).toBe(0);
    expect((await stored(keys)).room).toEqual([]);
  });

  it('have what the operator allows to the last MiB, and one that gives back makes room for another', async () => {
    const keys = fresh();
    expect(await keys.reserve('a', ALMOST_MIB)).toEqual({ mib: LIMIT_MIB - 14 });
    // A whole block would no longer fit.
    expect(await keys.reserve('b', 9)).toEqual({ mib: 14 });
    expect(await total(keys)).toBe(LIMIT_MIB);
    expect(await keys.reserve('c', 1)).toEqual({ full: 'server' });
    expect(await keys.reserve('a', ALMOST_MIB + 1)).toEqual({ full: 'server' });
    expect(await keys.reserve('a', ALMOST_MIB)).toEqual({ mib: ALMOST_MIB });
    expect(await rows(keys, () => keys.reserve('d', Number.MAX_SAFE_INTEGER))).toBe(0);
    await keys.reserve('b', 0);
    expect(await keys.reserve('c', 1)).toEqual({ mib: 1 });
  });

  it('are never allowed more by calls at the same time', async () => {
    const keys = fresh();
    for (const [room, mib] of Object.entries({ a: ALMOST_MIB, c: 7, d: 3, e: 1 })) await keys.reserve(room, mib);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => keys.reserve(`b${i}`, 1, `address-${i}`)));
    expect(answers.filter((answer) => 'mib' in answer)).toHaveLength(3);
    expect(await total(keys)).toBe(LIMIT_MIB);
  });
});

describe('one address', () => {
  it('may be the first to reserve in 20 rooms a day, and in rooms that have files it is not limited by that', async () => {
    const keys = fresh();
    await keys.reserve('of others', 1, 'ben');
    for (let i = 0; i < ADDRESS_ROOMS; i++) expect(await keys.reserve(`r${i}`, 1, 'ana')).toEqual({ mib: 1 });
    expect(await keys.reserve('one more', 1, 'ana')).toEqual({ full: 'rooms' });
    expect(await keys.reserve('of others', 2, 'ana')).toEqual({ mib: 3 });
    expect(await keys.reserve('one more', 1, 'ben')).toEqual({ mib: 1 });
    // Giving back and beginning again counts again.
    await keys.reserve('r0', 0);
    expect(await keys.reserve('r0', 1, 'ana')).toEqual({ full: 'rooms' });
    vi.setSystemTime(NOON + DAY_MS);
    expect(await keys.reserve('r0', 1, 'ana')).toEqual({ mib: 1 });
  });

  it('may make rooms reserve 500 MB a day, to the last MiB, and others go on', async () => {
    const keys = fresh();
    await keys.reserve('a', 240, 'ana');
    const left = ADDRESS_MIB - (await total(keys));
    expect(await keys.reserve('b', left - 1, 'ana')).toEqual({ mib: left });
    expect(await keys.reserve('c', 1, 'ana')).toEqual({ full: 'address' });
    expect(await keys.reserve('b', left, 'ana')).toEqual({ mib: left });
    await keys.reserve('a', 0);
    expect(await keys.reserve('c', 1, 'ana')).toEqual({ full: 'address' });
    expect(await keys.reserve('c', 1, 'ben')).toEqual({ mib: 1 });
    vi.setSystemTime(NOON + DAY_MS);
    expect(await keys.reserve('c', 2, 'ana')).toEqual({ mib: 3 });
  });

  it('begins no new day by a clock that is set back', async () => {
    const keys = fresh();
    for (let i = 0; i < ADDRESS_ROOMS; i++) await keys.reserve(`r${i}`, 1, 'ana');
    vi.setSystemTime(NOON - DAY_MS);
    expect(await keys.reserve('one more', 1, 'ana')).toEqual({ full: 'rooms' });
  });

  it('is not limited without a tag', async () => {
    const keys = fresh();
    for (let i = 0; i <= ADDRESS_ROOMS; i++) expect(await keys.reserve(`r${i}`, 1)).toEqual({ mib: 1 });
    expect(await keys.reserve('a', ADDRESS_MIB + 1)).toHaveProperty('mib');
    expect(await stored(keys)).toMatchObject({ address: [], day: [] });
  });
});

describe('the tag of an address', () => {
  const TAG = 'kPrK_qmxVWaYVA9w';

  it('is nowhere in what is stored, and another day gives it another hash', async () => {
    const keys = fresh();
    await keys.reserve('a', 1, TAG);
    const today = await stored(keys);
    expect(JSON.stringify(today)).not.toContain(TAG);
    expect(today.address).toHaveLength(1);
    vi.setSystemTime(NOON + DAY_MS);
    await keys.reserve('b', 1, TAG);
    const tomorrow = await stored(keys);
    expect(tomorrow.address).toHaveLength(1);
    expect(tagIn(tomorrow)).not.toBe(tagIn(today));
    expect(tomorrow.day).not.toEqual(today.day);
    const other = fresh();
    await other.reserve('a', 1, TAG);
    expect(tagIn(await stored(other))).not.toBe(tagIn(today));
  });

  it('is forgotten together with its salt by an alarm within the hour after the day, and reservations stay', async () => {
    const keys = fresh(Date.UTC(2026, 10, 28, 23, 59, 59, 999));
    await keys.reserve('a', 1, TAG);
    const due = (await alarmAt(keys)) ?? 0;
    expect(due).toBeGreaterThan(Date.UTC(2026, 10, 29));
    expect(due).toBeLessThanOrEqual(Date.UTC(2026, 10, 29, 1));
    await evictDurableObject(keys);
    vi.setSystemTime(due);
    expect(await runDurableObjectAlarm(keys)).toBe(true);
    expect(await stored(keys)).toMatchObject({ address: [], day: [], room: [{ id: 'a', mib: 1 }] });
    expect(await alarmAt(keys)).toBeNull();
    // The day begins again with the next reservation.
    expect(await keys.reserve('b', 1, TAG)).toEqual({ mib: 1 });
    expect(await alarmAt(keys)).toBe(due + DAY_MS);
  });

  it('is kept by an alarm that comes while a later day is running', async () => {
    const keys = fresh();
    await keys.reserve('a', 1, TAG);
    vi.setSystemTime(Date.UTC(2026, 10, 29, 0, 10));
    await keys.reserve('b', 1, TAG);
    vi.setSystemTime(Date.UTC(2026, 10, 29, 0, 30));
    await runDurableObjectAlarm(keys);
    expect((await stored(keys)).address).toMatchObject([{ rooms: 1, mib: 1 }]);
    expect(await alarmAt(keys)).toBe(Date.UTC(2026, 10, 30, 0, 30));
  });

  it('counts for the day on which the reservation is made, also if the day ends while it is hashed', async () => {
    const keys = fresh(Date.UTC(2026, 10, 28, 23, 59));
    await keys.reserve('a', 1, TAG);
    await runInDurableObject(keys, async (object: KeysObject) => {
      const late = object.reserve('b', 1, TAG);
      vi.setSystemTime(Date.UTC(2026, 10, 29));
      const next = object.reserve('c', 1, TAG);
      expect(await Promise.all([late, next])).toEqual([{ mib: 1 }, { mib: 1 }]);
    });
    expect((await stored(keys)).address).toMatchObject([{ rooms: 2, mib: 2 }]);
  });
});

function tagIn(tables: Record<string, unknown[]>): unknown {
  return (tables.address as { tag: string }[])[0]?.tag;
}
