/**
 * Rooms whose stored data this version can't read, because it is newer or damaged. Every request is refused with a
 * reason, and nothing is written.
 */

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { exportOf } from '../../../src/edge/api/export-stream.ts';
import type { ExportPage } from '../../../src/protocol/api.ts';
import { ask, connect, evict, freshRoom, join, joinAs, newSid, stubOf, upgrade } from '../support.ts';

const OLIVIA = 'olivia0000000000';
const LOCAL = 'http://localhost:8787';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const errors = () => vi.spyOn(console, 'error').mockImplementation(() => {});

function sql(room: string, ...queries: string[]): Promise<void> {
  return runInDurableObject(stubOf(room), (_, { storage }) => {
    for (const query of queries) storage.sql.exec(query);
  });
}

/** Everything that is stored of a room, and its alarm. */
const stored = (room: string) =>
  runInDurableObject(stubOf(room), async (_, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .toArray()
      .filter(({ name }) => name === 'event' || name === 'meta');
    const meta = tables.some(({ name }) => name === 'meta') ? storage.sql.exec('SELECT * FROM meta').toArray() : [];
    const rows = tables.some(({ name }) => name === 'event') ? storage.sql.exec('SELECT * FROM event').toArray() : [];
    return { tables, meta, rows, alarm: await storage.getAlarm() };
  });

/**
 * A room with two messages whose storage was changed while it was evicted. Nobody is connected, and no alarm is set.
 */
async function changedRoom(...queries: string[]): Promise<string> {
  const room = freshRoom();
  const olivia = await joinAs(room, OLIVIA);
  await ask(olivia, { type: 'msg', data: 'one' });
  await ask(olivia, { type: 'msg', data: 'two' });
  olivia.close(1000);
  await olivia.closed;
  await runDurableObjectAlarm(stubOf(room));
  await runInDurableObject(stubOf(room), (_, { storage }) => storage.deleteAlarm());
  await sql(room, ...queries);
  await evict(room);
  return room;
}

const NEWER = ['UPDATE meta SET version = 99', 'ALTER TABLE event ADD COLUMN later TEXT'];
const NEWER_WORDS =
  'The room was stored by a newer version of Parley. Its schema has version 99, and this server knows 3.';

const cases: [what: string, words: string, ...queries: string[]][] = [
  ['a newer version', NEWER_WORDS, ...NEWER],
  ...[
    ['an event table without a column', 'ALTER TABLE event DROP COLUMN state'],
    ['a missing event table', 'DROP TABLE event'],
    ['a missing meta table', 'DROP TABLE meta'],
    ['a meta table without a column', 'ALTER TABLE meta DROP COLUMN epoch'],
    ['an empty meta table', 'DELETE FROM meta'],
    ['settings that are no JSON', `UPDATE meta SET settings = '{"topic'`],
    ['settings that are no object', `UPDATE meta SET settings = 'null'`],
    ['a house that is no JSON', `UPDATE meta SET house = '{'`],
    ['a house without its lists', `UPDATE meta SET house = '{}'`],
    ['a meta table without its house', 'ALTER TABLE meta DROP COLUMN house'],
    ['no house', 'UPDATE meta SET house = NULL'],
    ['messages whose state is no JSON', `UPDATE event SET state = 'xx'`],
    ['messages whose reactions are no lists', `UPDATE event SET state = '{"reacts":{"👍":7}}'`],
    ['messages of no time', `UPDATE event SET ts = 'abc'`],
  ].map(([what = '', query = '']): [string, string, string] => [
    what,
    'The stored data of the room can’t be read.',
    query,
  ]),
];

describe.each(cases)('B53: a room of %s', (what, words, ...queries) => {
  it('an unreadable room admits nobody: 503 or 4005 with the reason, one log line, and nothing written', async () => {
    const log = errors();
    const room = await changedRoom(...queries);
    const before = await stored(room);
    expect(before.alarm).toBeNull();
    const base = await exports.default.fetch(upgrade(room, { name: 'Bo' }));
    expect([base.status, await base.json()]).toEqual([503, { code: 'internal', data: words }]);
    expect(base.headers.get('Retry-After')).toBe('30');
    const v1 = await connect(room, { sid: newSid(), since: 1, epoch: 'e' });
    expect(await v1.next('error')).toEqual({
      type: 'error',
      code: 'internal',
      data: words,
      retryAfterMs: 30_000,
      fatal: true,
      close: 4005,
    });
    expect(await v1.closed).toMatchObject({ code: 4005 });
    expect(await stored(room)).toEqual(before);
    expect(log).toHaveBeenCalledOnce();
    expect(JSON.parse(String(log.mock.calls[0]?.[0]))).toEqual({
      event: 'unreadable',
      room: expect.stringMatching(/^[\da-f]{8}$/),
      reason: what === 'a newer version' ? 'newer' : 'damaged',
      error: expect.any(String),
    });
  });

  it('an unreadable room answers each API call with 503 in JSON and stays unchanged', async () => {
    errors();
    const room = await changedRoom(...queries);
    const before = await stored(room);
    for (const [method, path] of [
      ['GET', `/api/rooms/${room}/export`],
      ['GET', `/api/rooms/${room}/export?format=text`],
      ['GET', `/api/rooms/${room}/diagnostics`],
      ['DELETE', `/api/rooms/${room}`],
    ] as const) {
      const answer = await exports.default.fetch(
        new Request(LOCAL + path, { method, headers: { 'If-Match': '"epoch-1"' } }),
      );
      expect([path, answer.status, await answer.json()]).toEqual([path, 503, { code: 'internal', data: words }]);
      expect(answer.headers.get('Retry-After')).toBe('30');
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
    const list = await exports.default.fetch(new Request(`${LOCAL}/api/rooms?room=${room}&room=${freshRoom()}`));
    expect([list.status, await list.json()]).toMatchObject([
      200,
      { rooms: [{ room, code: 'internal', data: words }, { seq: 0 }] },
    ]);
    expect(await stored(room)).toEqual(before);
  });
});

describe('B53: open connections when the stored data changes', () => {
  it('in a room of a newer version open connections are closed with 4005 by their next frame or the alarm, which stays set', async () => {
    const log = errors();
    const room = freshRoom();
    const [ana, bo] = [await join(room), await join(room)];
    await ask(ana, { type: 'msg', data: 'one' });
    await sql(room, ...NEWER);
    await evict(room);
    const { alarm: _, ...before } = await stored(room);
    ana.send({ type: 'msg', id: 'm', data: 'two' });
    expect(await ana.next('error')).toMatchObject({ code: 'internal', data: NEWER_WORDS, fatal: true, close: 4005 });
    expect(await ana.closed).toMatchObject({ code: 4005 });
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now });
    await runDurableObjectAlarm(stubOf(room));
    expect(await bo.next('error')).toMatchObject({ code: 'internal', data: NEWER_WORDS, fatal: true, close: 4005 });
    expect(await bo.closed).toMatchObject({ code: 4005 });
    expect(await stored(room)).toEqual({ ...before, alarm: now + 86_400_000 });
    expect(log).toHaveBeenCalledOnce();
  });

  it('in a damaged room each frame gets an error, with one line in the log', async () => {
    const log = errors();
    for (const sleeps of [false, true]) {
      log.mockClear();
      const room = freshRoom();
      const ana = await join(room);
      await ask(ana, { type: 'msg', data: 'one' });
      await sql(room, 'ALTER TABLE event DROP COLUMN data');
      if (sleeps) await evict(room);
      for (const id of ['a', 'b', 'c']) {
        ana.send({ type: 'history', id, before: 1 });
        expect(await ana.next('error')).toMatchObject({ id, code: 'internal', retryAfterMs: 30_000 });
      }
      ana.send({ type: 'search', id: 'd', data: 'one' });
      expect(await ana.next('error', ({ id }) => id === 'd')).toMatchObject({ code: 'internal', retryAfterMs: 30_000 });
      const refused = await exports.default.fetch(upgrade(room));
      const answer = await exports.default.fetch(new Request(`${LOCAL}/api/rooms/${room}/export`));
      expect([refused.status, answer.status]).toEqual(sleeps ? [503, 503] : [101, 503]);
      refused.webSocket?.accept();
      refused.webSocket?.close(1000);
      expect(log).toHaveBeenCalledOnce();
    }
  });
});

describe('B53: an export with an unreadable later page', () => {
  it.each(['jsonl', 'text'] as const)(
    'an export that hits unreadable data says so in its last line, as %s',
    async (format) => {
      const log = errors();
      const page: ExportPage = {
        entries: [{ type: 'msg', seq: 1, from: 'Ana', fromId: 'ana', data: 'one', ts: 0 }],
        last: 1,
        head: { epoch: 'e', seq: 2 },
      };
      const pageAfter = vi.fn(async (after: number) => {
        if (after > 0) throw new Error('malformed');
        return page;
      });
      const { body } = await exportOf({ pageAfter }, format);
      const lines = (await new Response(body).text()).split('\n');
      expect(lines).toHaveLength(3);
      expect(lines[0]).toContain('one');
      expect(lines[1]).toContain('The rest of the room could not be read. Internal server error, reference ');
      expect(pageAfter).toHaveBeenCalledTimes(2);
      expect(log).toHaveBeenCalledOnce();
    },
  );
});
