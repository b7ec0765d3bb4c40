/** The load test of the original article: fifty connections that all send at once. */

import { runInDurableObject } from 'cloudflare:test';
import { expect, it } from 'vitest';
import type { RoomObject } from '../../src/room/object.ts';
import { connect, freshRoom, stubOf } from './support.ts';

const MEMBERS = 50;
const MESSAGES = 20;

it("50 base clients send 20 messages each, and everybody gets all others' messages once and in one order", {
  timeout: 60_000,
}, async () => {
  const room = freshRoom();
  const peers = await Promise.all(Array.from({ length: MEMBERS }, (_, i) => connect(room, { name: `m${i}` })));
  await Promise.all(peers.map((peer) => peer.next('system', (frame) => frame.count === MEMBERS)));

  const stub = stubOf(room);
  const before = await runInDurableObject(stub, ({ log }: RoomObject) => log.rowsWritten);
  expect(before).toBe(0);
  for (let n = 0; n < MESSAGES; n++) {
    for (const [i, peer] of peers.entries()) peer.send({ type: 'msg', data: `${i}:${n}` });
  }
  await Promise.all(
    peers.map(async (peer) => {
      for (let n = 0; n < (MEMBERS - 1) * MESSAGES; n++) await peer.next('broadcast');
      await peer.settled();
    }),
  );

  const order = new Map<number, string>();
  peers.forEach((peer, i) => {
    const seen = peer.all('broadcast');
    expect(seen).toHaveLength((MEMBERS - 1) * MESSAGES);
    expect(new Set(seen.map(({ data }) => data)).size).toBe(seen.length);
    expect(seen.some(({ data }) => data.startsWith(`${i}:`))).toBe(false);
    let last = 0;
    for (const { seq, data } of seen) {
      expect(seq).toBeGreaterThan(last);
      last = seq;
      expect(order.get(seq) ?? data).toBe(data);
      order.set(seq, data);
    }
  });
  expect([...order.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 1));

  // Each client hears of every later joiner once, and all clients end at the same count.
  const joinOrder = peers[0]?.all('system').flatMap((frame) => frame.who.map(({ name }) => name)) ?? [];
  expect(joinOrder).toHaveLength(MEMBERS);
  for (const peer of peers) {
    const heard = peer.all('system').flatMap((frame) => frame.who.map(({ name }) => name));
    expect(new Set(heard).size).toBe(heard.length);
    expect(joinOrder.slice(-heard.length)).toEqual(heard);
    expect(peer.all('system').at(-1)?.count).toBe(MEMBERS);
  }

  await runInDurableObject(stub, ({ log }: RoomObject, { storage }) => {
    expect(storage.sql.exec('SELECT count(*) AS n FROM event').one()).toEqual({ n: 1_000 });
    // One row for each message. The tables and the first row of `meta` are created with the first event.
    expect(log.rowsWritten).toBe(1_000 + TABLES_ROWS);
  });
});

/** Two rows for each of the two tables, and one for the row of `meta`. */
const TABLES_ROWS = 5;
