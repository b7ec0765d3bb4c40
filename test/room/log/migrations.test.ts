/** Migration steps. Rooms stored by earlier versions are tested in test/room/migration.test.ts. */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, onTestFinished } from 'vitest';
import { KINDS, traitsOf } from '../../../src/protocol/events/traits.ts';
import { STATE_CODEC } from '../../../src/room/access/state-codec.ts';
import { readMeta } from '../../../src/room/log/meta.ts';
import {
  KNOWN_VERSION,
  MODERATION,
  NEW_SCHEMA,
  type Step,
  schemaOf,
  takeSteps,
  withKinds,
  withSteps,
} from '../../../src/room/log/migrations.ts';
import type { RoomObject } from '../../../src/room/object.ts';
import version1 from '../fixtures/version-1.sql?raw';
import { ask, evict, freshRoom, joinAs, stubOf } from '../support.ts';

const OLIVIA = 'olivia0000000000';

/** Steps as a later version might add them: a table beside the log, and a column that lists such tables. */
const TABLES: Step = {
  number: 3,
  isTaken: (meta) => 'tables' in meta,
  sql: ["ALTER TABLE meta ADD COLUMN tables TEXT NOT NULL DEFAULT '[]'"],
  refusesOlder: false,
};
const NOTE: Step = {
  number: 4,
  isTaken: ({ tables = '[]' }) => JSON.parse(String(tables)).includes('note'),
  sql: ['CREATE TABLE note (text TEXT NOT NULL)', "UPDATE meta SET tables = json_insert(tables, '$[#]', 'note')"],
  refusesOlder: false,
};
const LATER: readonly Step[] = [MODERATION, TABLES, NOTE];

const inStorage = <T>(room: string, work: (sql: SqlStorage, storage: DurableObjectStorage) => T): Promise<T> =>
  runInDurableObject(stubOf(room), (_, { storage }) => work(storage.sql, storage));

/**
 * Stores a row in the table that a step adds.
 * @returns the number of rows that taking the steps wrote before it
 */
function note(room: string, text: string): Promise<number> {
  return inStorage(room, (sql, storage) =>
    storage.transactionSync(() => {
      const meta = sql.exec('SELECT * FROM meta').one();
      const rows = takeSteps(sql, schemaOf(meta, Number(meta.version), LATER), [TABLES, NOTE]);
      sql.exec('INSERT INTO note (text) VALUES (?)', text);
      return rows;
    }),
  );
}

const notes = (room: string) => inStorage(room, (sql) => sql.exec('SELECT text FROM note').toArray());
const metaOf = (room: string) => inStorage(room, (sql) => sql.exec('SELECT * FROM meta').toArray());

/** The room of the fixture, evicted. */
async function roomOfVersion1(): Promise<string> {
  const room = freshRoom();
  await inStorage(room, (sql) => {
    sql.exec(version1);
  });
  await evict(room);
  return room;
}

/** A room that Olivia owns, with one message. */
async function newRoom(): Promise<string> {
  const room = freshRoom();
  await ask(await joinAs(room, OLIVIA, { name: 'Olivia' }), { type: 'msg', data: 'one' });
  return room;
}

/** Reads the room, stores messages and sets the topic with the statements of code that knows none of these steps. */
function byOldCode(room: string, topic: string): Promise<void> {
  return inStorage(room, (sql) => {
    const { version, settings, house } = sql.exec('SELECT * FROM meta LIMIT 1').one();
    expect([version, typeof settings, typeof house]).toEqual([2, 'string', 'string']);
    const { seq } = sql
      .exec<{ seq: number }>(
        'SELECT seq, kind, ref, member, sid, cid, name, ts, data, state FROM event ORDER BY seq DESC LIMIT 1',
      )
      .one();
    sql.exec('UPDATE meta SET version = ?, settings = ?, house = ?', 2, JSON.stringify({ topic }), house);
    sql.exec(
      `INSERT INTO event (seq, kind, ref, member, sid, cid, name, ts, data, state)
        SELECT seq + 1, 'msg', NULL, member, sid, NULL, name, ts, 'by old code', NULL FROM event WHERE seq = ?`,
      seq,
    );
    sql.exec(
      `INSERT INTO event (seq, kind, ref, member, sid, cid, name, ts, data, state) SELECT
        value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, value->>8, value->>9
        FROM json_each(?)`,
      JSON.stringify([[seq + 2, 'msg', null, OLIVIA, 'session', null, 'Olivia', Date.now(), 'two at once', null]]),
    );
    sql.exec('UPDATE event SET data = ?, state = ? WHERE seq = ?', 'edited', '{"edited":1}', seq + 2);
  });
}

describe('a step', () => {
  it('a step is taken once, with the first write that needs it, even after an eviction', async () => {
    const room = await newRoom();
    expect((await metaOf(room)).map((meta) => 'tables' in meta)).toEqual([false]);
    expect(await note(room, 'first')).toBeGreaterThan(0);
    expect(await note(room, 'second')).toBe(0);
    await evict(room);
    const olivia = await joinAs(room, OLIVIA);
    // The room writes its own columns of `meta` and leaves unknown ones alone.
    expect(await ask(olivia, { type: 'set', data: { topic: 'noted' } })).toMatchObject({ type: 'ack' });
    await evict(room);
    expect(await note(room, 'third')).toBe(0);
    expect(await notes(room)).toEqual([{ text: 'first' }, { text: 'second' }, { text: 'third' }]);
    expect(await metaOf(room)).toMatchObject([{ version: 2, settings: '{"topic":"noted"}', tables: '["note"]' }]);
  });

  it('a step that was already taken is not taken again', async () => {
    const room = await newRoom();
    await note(room, 'first');
    const more: Step = { ...NOTE, number: 5, isTaken: () => false, sql: ['CREATE TABLE more (text TEXT NOT NULL)'] };
    await inStorage(room, (sql) => {
      const schema = schemaOf(sql.exec('SELECT * FROM meta').one(), 2, [...LATER, more]);
      expect([...schema.taken]).toEqual(LATER);
      takeSteps(sql, schema, [...LATER, more]);
      expect(sql.exec('SELECT * FROM more').toArray()).toEqual([]);
      expect(sql.exec('SELECT * FROM note').toArray()).toHaveLength(1);
    });
  });

  it("a step raises the room's version only if older code would do harm", () => {
    expect(withSteps(NEW_SCHEMA, [TABLES, NOTE])).toEqual({ version: 2, taken: new Set(LATER) });
    const harmful = { ...NOTE, refusesOlder: true };
    expect(withSteps(NEW_SCHEMA, [harmful]).version).toBe(4);
    // A step with a smaller number that is taken later doesn't lower the version.
    expect(withSteps({ version: 4, taken: new Set([harmful]) }, [MODERATION]).version).toBe(4);
    expect(KNOWN_VERSION).toBe(3);
  });
});

describe('a new room', () => {
  it('a new room is made with all current steps and costs five rows besides its first event', async () => {
    const room = await newRoom();
    await runInDurableObject(stubOf(room), ({ log }: RoomObject, { storage: { sql } }) => {
      expect(log.rowsWritten).toBe(5 + 1);
      const meta = sql.exec('SELECT * FROM meta').one();
      expect(schemaOf(meta, Number(meta.version))).toEqual(NEW_SCHEMA);
    });
  });
});

describe('a room of version 1', () => {
  it('a room of version 1 takes its step once, even if the object was evicted meanwhile', async () => {
    const room = await roomOfVersion1();
    const olivia = await joinAs(room, OLIVIA);
    await ask(olivia, { type: 'msg', data: 'no step' });
    const schema = () => inStorage(room, (sql) => readMeta((query) => sql.exec(query).toArray(), STATE_CODEC)?.schema);
    expect(await schema()).toEqual({ version: 1, taken: new Set() });
    for (const topic of ['first', 'second']) {
      expect(await ask(olivia, { type: 'set', data: { topic } })).toMatchObject({ type: 'ack' });
      expect(await schema()).toEqual({ version: 2, taken: new Set([MODERATION]) });
    }
    await evict(room);
    expect(await ask(olivia, { type: 'set', data: { topic: 'third' } })).toMatchObject({ type: 'ack' });
    expect(await metaOf(room)).toMatchObject([{ version: 2, settings: '{"topic":"third"}' }]);
  });
});

describe('a kind of event that older code can’t read', () => {
  it("a new kind raises the room's version once, with its first event, even after an eviction", async () => {
    const room = await roomOfVersion1();
    const olivia = await joinAs(room, OLIVIA);
    const { schema } = traitsOf('react');
    Object.assign(traitsOf('react'), { schema: 2 });
    onTestFinished(() => {
      Object.assign(traitsOf('react'), { schema });
    });
    const written = () => runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.rowsWritten);
    await ask(olivia, { type: 'msg', data: 'no reaction' });
    expect(await metaOf(room)).toMatchObject([{ version: 1 }]);
    expect(await ask(olivia, { type: 'react', ref: 1, data: '👍' })).toMatchObject({ type: 'ack' });
    // All earlier steps are taken as well, so the room now has the column of version 2.
    expect(await metaOf(room)).toMatchObject([{ version: 2, house: expect.any(String) }]);
    await evict(room);
    const back = await joinAs(room, OLIVIA);
    const before = await written();
    expect(await ask(back, { type: 'react', ref: 1, data: '🎉' })).toMatchObject({ type: 'ack' });
    expect((await written()) - before).toBe(2);
  });

  it("every kind's schema is known to this version of the software", () => {
    expect(withKinds(NEW_SCHEMA, ['msg', 'react'])).toEqual(NEW_SCHEMA);
    expect(withKinds(NEW_SCHEMA, ['msg', 'poll', 'vote'])).toEqual({ ...NEW_SCHEMA, version: 3 });
    expect(KNOWN_VERSION).toBe(Math.max(NEW_SCHEMA.version, ...KINDS.map((kind) => traitsOf(kind).schema)));
  });
});

describe('code older than a step', () => {
  it.each([
    ['a room of version 1 that took the step to version 2', roomOfVersion1],
    ['a new room', newRoom],
  ])('code from before a step reads and writes %s, which later versions can read and write again', async (_, make) => {
    const room = await make();
    const olivia = await joinAs(room, OLIVIA);
    expect(await ask(olivia, { type: 'set', data: { topic: 'by new code' } })).toMatchObject({ type: 'ack' });
    await note(room, 'first');
    await evict(room);
    await byOldCode(room, 'by old code');
    await evict(room);
    const back = await joinAs(room, OLIVIA);
    expect(back.all('welcome')[0]?.data.settings.topic).toBe('by old code');
    expect((await back.next('history')).data.slice(-2)).toMatchObject([{ data: 'by old code' }, { data: 'edited' }]);
    expect(await note(room, 'second')).toBe(0);
    expect(await notes(room)).toHaveLength(2);
  });
});
