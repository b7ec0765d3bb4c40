/** Search: what is found, by which text, and how far one call looks. */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { SEARCH_CHARS, SEARCH_LIMIT, SEARCH_SCAN, SEARCHES } from '../../src/protocol/limits.ts';
import type { RoomObject } from '../../src/room/room.ts';
import { parseQuery, search } from '../../src/room/search.ts';
import { smallTalk } from './corpus.ts';
import { CHINESE, CHINESE_QUERIES, ENGLISH, ENGLISH_QUERIES } from './search-fixture.ts';
import { ask, fill, freshRoom, join, joinBase, type Peer, stubOf } from './support.ts';

async function find(peer: Peer, data: string, before?: number) {
  const found = await ask(peer, { type: 'search', data, ...(before === undefined ? {} : { before }) });
  if (found.type !== 'found') throw new Error(JSON.stringify(found));
  return found;
}
const seqsOf = ({ data }: { data: { seq: number }[] }) => data.map(({ seq }) => seq);

describe.each([
  ['English', ENGLISH, ENGLISH_QUERIES],
  ['Chinese', CHINESE, CHINESE_QUERIES],
])('in %s', (_, texts, queries) => {
  it('fifty queries find what they should, newest first', async () => {
    expect(queries).toHaveLength(50);
    const room = freshRoom();
    await fill(room, texts.length, (n) => texts[n] ?? '');
    // Straight at the log: over the wire a room answers five a second.
    const found = await runInDurableObject(stubOf(room), ({ log }: RoomObject) => {
      return queries.map(([text]) => {
        const query = parseQuery(text);
        const { events } = search(log, query.ok ? query.terms : ['?']);
        return [text, events.map(({ seq }) => seq - 1)];
      });
    });
    expect(found).toEqual(queries.map(([text, indexes]) => [text, indexes.toSorted((a, b) => b - a)]));
  });
});

describe('over the wire', () => {
  it('edited messages are found by their present text, deleted ones not at all', async () => {
    const ana = await join(freshRoom());
    for (const data of ['blue tiles', 'green tiles', 'red tiles']) await ask(ana, { type: 'msg', data });
    await ask(ana, { type: 'edit', ref: 1, data: 'blue bricks' });
    await ask(ana, { type: 'delete', ref: 2 });
    expect(seqsOf(await find(ana, 'tiles'))).toEqual([3]);
    expect(await find(ana, 'BRICKS')).toMatchObject({ data: [{ seq: 1, data: 'blue bricks' }], before: 0 });
    expect(seqsOf(await find(ana, 'green'))).toEqual([]);
  });

  it('fifty come at once, and the answer says where to go on, down to the first', async () => {
    const room = freshRoom();
    await fill(room, 120, (n) => (n % 10 === 0 ? 'else' : `tile ${n}`));
    const ana = await join(room);
    const seqs: number[] = [];
    let calls = 0;
    for (let before: number | undefined; before !== 0; calls++) {
      const found = await find(ana, 'tile', before);
      expect(found.data.length).toBeLessThanOrEqual(SEARCH_LIMIT);
      seqs.push(...seqsOf(found));
      before = found.before;
    }
    expect(calls).toBe(3);
    const all = Array.from({ length: 120 }, (_, n) => n).filter((n) => n % 10 !== 0);
    expect(seqs).toEqual(all.map((n) => n + 1).reverse());
  });

  it('an empty room has nothing, and makes no table of it', async () => {
    const room = freshRoom();
    const ana = await join(room);
    expect(await find(ana, 'tiles')).toMatchObject({ data: [], before: 0 });
    expect(await find(ana, 'tiles', 1_000)).toMatchObject({ data: [], before: 0 });
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      const tables = storage.sql.exec("SELECT name FROM sqlite_master WHERE name IN ('event', 'meta')").toArray();
      expect(tables).toEqual([]);
    });
  });

  it.each([
    ['', /something to look for/],
    [' \u200b "" ', /something to look for/],
    ['x'.repeat(SEARCH_CHARS + 1), /at most 200 characters/],
    ['a b c d e f g h i j k', /at most 10 words/],
  ])('%j is refused', async (data, why) => {
    const ana = await join(freshRoom());
    const answer = await ask(ana, { type: 'search', data });
    expect(answer).toMatchObject({ type: 'error', code: 'bad_request', data: expect.stringMatching(why) });
  });

  it('the longest phrase of the shortest words is no fault', async () => {
    const room = freshRoom();
    await fill(room, 1, () => 'x y');
    expect(seqsOf(await find(await join(room), `"${'x y '.repeat(48)}"`))).toEqual([]);
  });

  it('a room answers five a second, whoever asks, and is busy to the rest', async () => {
    const room = freshRoom();
    const ana = await join(room);
    const bo = await join(room);
    const answers = [];
    for (let n = 0; n <= SEARCHES; n++) answers.push(await ask(n % 2 === 0 ? ana : bo, { type: 'search', data: 'x' }));
    expect(answers.slice(0, -1).map(({ type }) => type)).toEqual(Array(SEARCHES).fill('found'));
    expect(answers.at(-1)).toMatchObject({ code: 'busy', retryAfterMs: expect.any(Number) });
  });

  it('needs a v1 client', async () => {
    const base = await joinBase(freshRoom());
    expect(await ask(base, { type: 'search', data: 'x' })).toMatchObject({ code: 'unsupported' });
  });
});

it('one call looks through so many events and no more, and says where it stopped', async () => {
  const room = freshRoom();
  await fill(room, SEARCH_SCAN + 1_500, smallTalk);
  await runInDurableObject(stubOf(room), ({ log }: RoomObject) => {
    const first = search(log, ['zeppelin']);
    expect(first).toEqual({ events: [], before: 1_501 });
    expect(search(log, ['zeppelin'], first.before)).toEqual({ events: [], before: 0 });
  });
});

it('one call looks through so many bytes and no more', async () => {
  const room = freshRoom();
  await fill(room, 8_000, () => 'tile '.repeat(800));
  await runInDurableObject(stubOf(room), ({ log }: RoomObject) => {
    expect(search(log, ['zeppelin'])).toEqual({ events: [], before: 6_001 });
  });
});
