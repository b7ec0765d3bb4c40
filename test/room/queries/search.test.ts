/** Search: what it finds, in which text, and how much of the log one call scans. */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { foldText } from '../../../src/protocol/fold.ts';
import { SEARCH_CHARS, SEARCH_LIMIT, SEARCH_SCAN, SEARCH_STEPS, SEARCHES } from '../../../src/protocol/limits.ts';
import { utf8Bytes } from '../../../src/protocol/text.ts';
import type { Stored } from '../../../src/room/events/body.ts';
import type { EventLog } from '../../../src/room/log/event-log.ts';
import type { RoomObject } from '../../../src/room/object.ts';
import { Effort, parseQuery, search } from '../../../src/room/queries/search.ts';
import { ask, fill, freshRoom, join, joinBase, type Peer, settledOf, stubOf } from '../support.ts';
import { CHINESE, CHINESE_QUERIES, ENGLISH, ENGLISH_QUERIES } from './search-fixture.ts';

async function find(peer: Peer, data: string, before?: number) {
  const found = await ask(peer, { type: 'search', data, ...(before === undefined ? {} : { before }) });
  if (found.type !== 'found') throw new Error(JSON.stringify(found));
  return found;
}
const seqsOf = ({ data }: { data: { seq: number }[] }) => data.map(({ seq }) => seq);

describe.each([
  ['English', ENGLISH, ENGLISH_QUERIES],
  ['Chinese', CHINESE, CHINESE_QUERIES],
])('search in %s', (_, texts, queries) => {
  it('fifty queries find exactly the matching messages, newest first', async () => {
    expect(queries).toHaveLength(50);
    const room = freshRoom();
    await fill(room, texts.length, (n) => texts[n] ?? '');
    // Queries the log directly, because over the wire a room answers only five searches a second.
    const found = await runInDurableObject(stubOf(room), ({ log }: RoomObject) => {
      return queries.map(([text]) => {
        const query = parseQuery(text);
        const { events } = search(settledOf(log), query.ok ? query.terms : ['?']);
        return [text, events.map(({ seq }) => seq - 1)];
      });
    });
    expect(found).toEqual(queries.map(([text, indexes]) => [text, indexes.toSorted((a, b) => b - a)]));
  });
});

describe('search over the wire', () => {
  it('a search finds neither parts of emoji nor the base of a composed symbol', async () => {
    const ana = await join(freshRoom());
    for (const data of ['👍🏽', '👨‍👩‍👧', '🇩🇪🇸🇪', 'x≠y', '👍 👨 🇪🇸 x=y']) await ask(ana, { type: 'msg', data });
    expect(seqsOf(await find(ana, '👍 👨 🇪🇸 x=y'))).toEqual([5]);
    for (const query of ['👍', '👨']) expect(seqsOf(await find(ana, query)), query).toEqual([5]);
    for (const [query, seq] of [
      ['🇩🇪', 3],
      ['≠', 4],
    ] as const)
      expect(seqsOf(await find(ana, query)), query).toEqual([seq]);
  });

  it('edited messages are found by their current text, and deleted ones not at all', async () => {
    const ana = await join(freshRoom());
    for (const data of ['blue tiles', 'green tiles', 'red tiles']) await ask(ana, { type: 'msg', data });
    await ask(ana, { type: 'edit', ref: 1, data: 'blue bricks' });
    await ask(ana, { type: 'delete', ref: 2 });
    expect(seqsOf(await find(ana, 'tiles'))).toEqual([3]);
    expect(await find(ana, 'BRICKS')).toMatchObject({ data: [{ seq: 1, data: 'blue bricks' }], before: 0 });
    expect(seqsOf(await find(ana, 'green'))).toEqual([]);
  });

  it.each([
    ['Hebrew points', 'שָׁלוֹם עֲלֵיכֶם', ['שלום', 'שָׁלוֹם', 'עליכם']],
    ['Hebrew without points', 'שלום', ['שָׁלוֹם']],
    ['Arabic vowel marks', 'كِتَابٌ جَدِيد', ['كتاب', 'كِتاب', 'جديد']],
    ['a stretched Arabic word', 'كتـــاب', ['كتاب']],
    ['hamza or wasla on an alef', 'أحمد ٱلله', ['احمد', 'الله']],
    ['hyphens', 'co‑op e‐mail', ['co-op', 'e-mail']],
    ['Urdu', 'اُردُو', ['اردو']],
    ['sharp s', 'GROẞE Straße', ['grosse', 'GROSSE', 'große', 'strasse', 'STRAẞE']],
    ['strokes', 'Łódź Đà Nẵng smørrebrød Ħal', ['lodz', 'ŁÓDŹ', 'da nang', 'smorrebrod', 'hal']],
    ['joined letters', 'Ærø œuvre', ['aero', 'ÆRØ', 'oeuvre', 'Œuvre']],
    ['apostrophes', 'O’Brien Hawaiʻi ג׳ירפה', ["o'brien", 'oʼbrien', "hawai'i", 'hawai‘i', "ג'ירפה"]],
    ['quotes', 'צה״ל', ['צה"ל', 'צה”ל', 'צה״ל']],
    ['the Persian and the Arabic keyboard', 'علی کتاب مدرسة', ['علي', 'على', 'كتاب', 'مدرسه']],
    ['digits', '٢٠٢٦ ۱۴ ४२ 𝟗', ['2026', '14', '42', '9', '২০২৬']],
    ['digits of other tens', '๗ 𞗵', ['7', '4']],
    ['accents', 'Ñandú ένα ёлка', ['nandu', 'ΕΝΑ', 'елка']],
  ])('%s make no difference to a search', async (_, text, queries) => {
    const ana = await join(freshRoom());
    await ask(ana, { type: 'msg', data: text });
    for (const query of queries) expect(seqsOf(await find(ana, query)), query).toEqual([1]);
  });

  it('marks that are letters make a difference to a search', async () => {
    const ana = await join(freshRoom());
    await ask(ana, { type: 'msg', data: 'किताब น้ำ ギ' });
    for (const query of ['कताब', 'นำ', 'キ']) expect(seqsOf(await find(ana, query)), query).toEqual([]);
  });

  it('a search returns fifty matches at once and says where to continue, down to the first', async () => {
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

  it('searching an empty room finds nothing and creates no table', async () => {
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
    ['', /at least one word/],
    [' \u200b "" ', /at least one word/],
    ['x'.repeat(SEARCH_CHARS + 1), /at most 200 characters/],
    ['a b c d e f g h i j k', /at most 10 words/],
    ['\ufdfa'.repeat(20), /at most 250 UTF-16 code units/],
  ])('the search %j is refused', async (data, why) => {
    const ana = await join(freshRoom());
    const answer = await ask(ana, { type: 'search', data });
    expect(answer).toMatchObject({ type: 'error', code: 'bad_request', data: expect.stringMatching(why) });
  });

  it('the longest phrase of the shortest words is accepted', async () => {
    const room = freshRoom();
    await fill(room, 1, () => 'x y');
    expect(seqsOf(await find(await join(room), `"${'x y '.repeat(48)}"`))).toEqual([]);
  });

  it('a room answers five searches a second in total and is busy for the rest', async () => {
    const room = freshRoom();
    const ana = await join(room);
    const bo = await join(room);
    const answers = [];
    for (let n = 0; n <= SEARCHES; n++) answers.push(await ask(n % 2 === 0 ? ana : bo, { type: 'search', data: 'x' }));
    expect(answers.slice(0, -1).map(({ type }) => type)).toEqual(Array(SEARCHES).fill('found'));
    expect(answers.at(-1)).toMatchObject({ code: 'busy', retryAfterMs: expect.any(Number) });
  });

  it('a search needs a v1 client', async () => {
    const base = await joinBase(freshRoom());
    expect(await ask(base, { type: 'search', data: 'x' })).toMatchObject({ code: 'unsupported' });
  });
});

it('one search scans a bounded number of events and says where it stopped', async () => {
  const room = freshRoom();
  await fill(room, SEARCH_SCAN + 1_500, (n) => `tile ${n}`);
  await runInDurableObject(stubOf(room), ({ log }: RoomObject) => {
    const first = search(settledOf(log), ['zeppelin']);
    expect(first).toEqual({ events: [], before: 1_501 });
    expect(search(settledOf(log), ['zeppelin'], first.before)).toEqual({ events: [], before: 0 });
  });
});

describe('B40: a limit on the work of a search', () => {
  /** The longest text that fits into a frame. */
  const full = (piece: string) => piece.repeat(Math.floor(16_000 / utf8Bytes(piece)));
  /**
   * Texts that are expensive in different ways: to read, in a pass of folding, in the length of the folded text, or to
   * compare.
   */
  const TEXTS: readonly (readonly [name: string, text: string])[] = [
    ['plain ASCII', full('tile ')],
    ['white space', full(' \n')],
    ['accents', full('é')],
    ['Chinese', full('会')],
    ['Korean', full('한')],
    ['emoji', full('👩‍👩‍👧')],
    ['a character that becomes eighteen', full('\ufdfa')],
    ['invisible characters', full('\u200b')],
    ['marks without end', `a${'\u0301'.repeat(1_999)}${'\u0323'.repeat(2_000)}`],
    ['as many marks as stay', full(`a${'\u0301'.repeat(15)}${'\u0323'.repeat(15)}`)],
    ['halfwidth voicing marks', full('ｶﾞ')],
  ];
  const TERMS = ['zeppelin', 'x'];
  /** The steps and the rows read of one call. */
  const costOf = (log: EventLog<Stored>, terms: readonly string[]) => {
    const effort = new Effort(SEARCH_STEPS);
    const read = log.rowsRead;
    search(settledOf(log), terms, undefined, effort);
    return { steps: effort.spent, rows: log.rowsRead - read };
  };

  it.each(TEXTS)('a search over 3,000 messages of %s costs what it does over 300', async (_, text) => {
    const few = freshRoom();
    await fill(few, 300, () => text);
    const one = freshRoom();
    await fill(one, 1, () => text);
    const cost = (room: string) => runInDurableObject(stubOf(room), ({ log }: RoomObject) => costOf(log, TERMS));
    const costOfFew = await cost(few);
    await fill(few, 2_700, () => text);
    expect(await cost(few)).toEqual(costOfFew);
    // The last message scanned may exceed the limit. After it, the search stops.
    const { steps } = await cost(one);
    expect(costOfFew.steps).toBeGreaterThan(SEARCH_STEPS - steps);
    expect(costOfFew.steps).toBeLessThan(SEARCH_STEPS + steps);
    expect(costOfFew.rows).toBeLessThanOrEqual(300);
  });

  it('every search scans at least one message, and all searches together scan each once', async () => {
    const room = freshRoom();
    const { length } = TEXTS;
    await fill(room, 2 * length, (n) => TEXTS[n % length]?.[1] ?? '');
    await runInDurableObject(stubOf(room), ({ log }: RoomObject) => {
      const stops: number[] = [];
      for (let at = log.head + 1; at !== 0; at = stops.at(-1) ?? 0)
        stops.push(search(settledOf(log), ['zeppelin'], at, new Effort(0)).before);
      expect(stops).toEqual(Array.from({ length: 2 * length }, (_, n) => 2 * length - n).map((n) => (n > 1 ? n : 0)));
    });
  });

  it('each search term adds to the cost of a text', async () => {
    const room = freshRoom();
    await fill(room, 1, () => full('a'));
    await runInDurableObject(stubOf(room), ({ log }: RoomObject) => {
      const more = costOf(log, ['a', 'aa', 'b']).steps - costOf(log, ['b']).steps;
      expect(more).toBe(2 * (costOf(log, ['a', 'b']).steps - costOf(log, ['b']).steps));
      expect(more).toBeGreaterThanOrEqual(2 * full('a').length);
    });
  });

  it.each([
    ['a text', (marks: string) => foldText(`a${marks}b`)],
    ['a query', (marks: string) => parseQuery(`a${marks}`.slice(0, SEARCH_CHARS))],
  ])('the normalisation of %s never gets more than 30 marks in a row', (_, fold) => {
    const given = vi.spyOn(String.prototype, 'normalize');
    onTestFinished(() => given.mockRestore());
    fold('\u0301'.repeat(1_999) + '\u0323'.repeat(2_000));
    const texts = given.mock.contexts.map(String);
    expect(texts).not.toEqual([]);
    expect(texts.filter((text) => /\p{M}{31}/u.test(text))).toEqual([]);
  });

  it('a text of endless marks is found by its letters', async () => {
    const room = freshRoom();
    await fill(room, 3, (n) => `Zeppelin${'\u0301'.repeat(1_999)}${'\u0323'.repeat(2_000)} ${n}`);
    expect(seqsOf(await find(await join(room), 'zeppelin'))).toEqual([3, 2, 1]);
  });
});
