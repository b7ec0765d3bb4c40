/**
 * How long searches take in a room with 100,000 messages. Times are printed and not asserted, because they depend on
 * the machine.
 */

import { runInDurableObject } from 'cloudflare:test';
import { expect, it } from 'vitest';
import { SEARCH_LIMIT, SEARCH_SCAN } from '../../src/protocol/limits.ts';
import type { RoomObject } from '../../src/room/object.ts';
import { parseQuery, search } from '../../src/room/queries/search.ts';
import { smallTalk } from './corpus.ts';
import { fill, freshRoom, settledOf, stubOf } from './support.ts';

const MESSAGES = 100_000;
/**
 * Frequent, rare and absent words, several words, and a phrase. Words without matches cost most, because all messages
 * are scanned.
 */
const QUERIES = [
  ...[
    'bicycle',
    'LADDER',
    'number 4711,',
    '"tiles yesterday"',
    'courier photographed invoice',
    'zeppelin',
    'crème brûlée',
  ],
  ...['自行车', '第4711次', '房东 发票', '飞艇', '老张又弄丢了', '“午饭前刷好了”', '火', '甲 乙 丙'],
];

it('each search scans a bounded number of events on the way through 100,000 messages', async () => {
  const room = freshRoom();
  await fill(room, MESSAGES, smallTalk);
  const times = await runInDurableObject(stubOf(room), ({ log }: RoomObject) => {
    const times: { query: string; ms: number }[] = [];
    for (const text of QUERIES) {
      const query = parseQuery(text);
      if (!query.ok) throw new Error(query.why);
      for (let at: number | undefined; at !== 0; ) {
        const read = log.rowsRead;
        const from = performance.now();
        const { events, before } = search(settledOf(log), query.terms, at);
        times.push({ query: text, ms: performance.now() - from });
        expect(events.length === SEARCH_LIMIT || (at ?? MESSAGES + 1) - before <= SEARCH_SCAN + 1).toBe(true);
        // Up to three rows per event: one for the event, one for its place in an index, and one for the item.
        expect(log.rowsRead - read).toBeLessThanOrEqual(3 * SEARCH_SCAN);
        // A word in every line would need a thousand calls to reach the end.
        at = times.length % 20 === 0 ? 0 : before;
      }
    }
    return times;
  });
  times.sort((a, b) => a.ms - b.ms);
  const p = (part: number) => times[Math.ceil(times.length * part) - 1]?.ms.toFixed(1);
  const slowest = times.slice(-10).map(({ query, ms }) => `${query} ${ms.toFixed(1)}`);
  console.log(`search, ms of ${times.length}: p50 ${p(0.5)}, p95 ${p(0.95)}, max ${p(1)}; ${slowest.join(', ')}`);
}, 60_000);
