/**
 * A busy room, over real sockets: events leave in batches, and every client still gets each event once and in order.
 */

import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BATCH_FRAMES } from '../../src/protocol/limits.ts';
import { connect, freshRoom, join, joinBase, type Peer, stubOf } from './support.ts';

const MEMBERS = 20;
const MESSAGES = 20;

// The clock stands still, so all events fall within one second and the room is busy.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  return () => vi.useRealTimers();
});

/** The place of each event that a v1 client received. Its own events come as acks, other events as broadcasts. */
function spanOf(peer: Peer): { seq: number; own: boolean }[] {
  return peer.frames.flatMap((frame) =>
    frame.type === 'ack' || frame.type === 'broadcast' ? { seq: frame.seq, own: frame.type === 'ack' } : [],
  );
}

async function crowd(room: string): Promise<Peer[]> {
  const peers: Peer[] = [];
  for (let n = 0; n < MEMBERS; n++) peers.push(await join(room));
  return peers;
}

describe('a busy room', () => {
  it('v1 clients get batches and base clients one event per frame, each event once and in order, with acks for their own', async () => {
    const room = freshRoom();
    const peers = await crowd(room);
    const base = await joinBase(room);
    for (let n = 0; n < MESSAGES; n++)
      for (const [i, peer] of peers.entries()) peer.send({ type: 'msg', id: `${n}`, data: `${i}:${n}` });
    const total = MEMBERS * MESSAGES;
    await Promise.all(
      peers.map(async (peer) => {
        while (spanOf(peer).length < total) await peer.settled();
      }),
    );
    for (const peer of peers) {
      const span = spanOf(peer);
      expect(span.map(({ seq }) => seq)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
      expect(span.filter(({ own }) => own)).toHaveLength(MESSAGES);
      const batches = peer.raw
        .filter((text) => text.startsWith('{"type":"batch"'))
        .map((text) => JSON.parse(text).data.length);
      expect(batches.length).toBeGreaterThan(0);
      expect(Math.max(...batches)).toBeLessThanOrEqual(BATCH_FRAMES);
      // Far fewer frames than events shows that events left in batches.
      expect(peer.raw.filter((text) => /"(broadcast|ack)"/.test(text)).length).toBeLessThan(total / 4);
    }
    await base.settled();
    while (base.all('broadcast').length < total) await base.settled();
    expect(base.raw.some((text) => text.includes('"batch"'))).toBe(false);
    expect(base.all('broadcast').map(({ seq }) => seq)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
  });

  it('clients that sent nothing in a flush all get the same text', async () => {
    const room = freshRoom();
    const [ana, ...others] = await crowd(room);
    for (let n = 0; n < 200; n++) ana?.send({ type: 'msg', id: `${n}`, data: `${n}` });
    await ana?.settled();
    const texts = await Promise.all(
      others.map(async (peer) => {
        while (peer.all('broadcast').length < 200) await peer.settled();
        return peer.raw.filter((text) => text.includes('"broadcast"'));
      }),
    );
    for (const text of texts) expect(text).toEqual(texts[0]);
    expect(texts[0]?.length).toBeLessThan(50);
  });

  it.each(['history', 'who'] as const)('the answer to %s comes after the 100 messages sent before it', async (type) => {
    const room = freshRoom();
    const [ana] = await crowd(room);
    if (!ana) throw new Error('nobody');
    for (let n = 0; n < 100; n++) ana.send({ type: 'msg', id: `${n}`, data: `${n}` });
    ana.send({ type, id: 'asked' });
    const answer = await ana.next(type);
    expect(ana.frames.slice(0, ana.frames.indexOf(answer)).filter((frame) => frame.type === 'ack')).toHaveLength(100);
  });

  it('a page of history includes the 100 messages sent before the request', async () => {
    const [ana] = await crowd(freshRoom());
    for (let n = 0; n < 100; n++) ana?.send({ type: 'msg', id: `${n}`, data: `${n}` });
    ana?.send({ type: 'history', id: 'h' });
    const page = await ana?.next('history');
    expect(page?.data.at(-1)).toMatchObject({ data: '99' });
  });

  it('a resuming client gets all earlier events and then the later ones, without a gap', async () => {
    const room = freshRoom();
    const [ana, bo] = await crowd(room);
    if (!ana || !bo) throw new Error('nobody');
    for (let n = 0; n < 100; n++) ana.send({ type: 'msg', id: `a${n}`, data: `${n}` });
    const late = await join(room);
    for (let n = 0; n < 100; n++) bo.send({ type: 'msg', id: `b${n}`, data: `${n}` });
    await bo.settled();
    const welcome = late.all('welcome')[0];
    while (spanOf(late).at(-1)?.seq !== 200) await late.settled();
    const head = welcome?.data.seq ?? 0;
    expect(spanOf(late).map(({ seq }) => seq)).toEqual(Array.from({ length: 200 - head }, (_, i) => head + 1 + i));
  });

  it('if storage fails, each attempt gets an error and later events are stored', async () => {
    const room = freshRoom();
    const [ana, bo, cy] = await crowd(room);
    if (!ana || !bo || !cy) throw new Error('nobody');
    ana.send({ type: 'msg', id: 'first', data: 'first' });
    await ana.next('ack');
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      storage.sql.exec(
        `CREATE TRIGGER full BEFORE INSERT ON event WHEN NEW.data = '60' BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
      );
    });
    for (let n = 0; n < 100; n++) ana.send({ type: 'msg', id: `m${n}`, data: `${n}` });
    await ana.settled();
    while (ana.all('ack').length + ana.all('error').length < 101) await ana.settled();
    const errors = ana.all('error');
    expect(errors.length).toBeGreaterThan(1);
    expect(errors.every(({ code, retryAfterMs }) => code === 'storage' && retryAfterMs === 1_000)).toBe(true);
    expect(errors.map(({ id }) => id)).toContain('m60');
    const acked = ana.all('ack').map(({ seq }) => seq);
    expect(acked).toEqual(Array.from({ length: 101 - errors.length }, (_, i) => i + 1));
    while (cy.all('broadcast').length < acked.length) await cy.settled();
    expect(cy.all('broadcast').map(({ seq }) => seq)).toEqual(acked);
  });

  it('a refused request does not break up a batch', async () => {
    const room = freshRoom();
    const [ana, bo, cy] = await crowd(room);
    if (!ana || !bo || !cy) throw new Error('nobody');
    for (let n = 0; n < 100; n++) ana.send({ type: 'msg', id: `warm${n}`, data: `${n}` });
    await ana.settled();
    const before = cy.raw.length;
    for (let n = 0; n < 50; n++) {
      ana.send({ type: 'msg', id: `m${n}`, data: `${n}` });
      bo.send({ type: 'name', id: `n${n}`, data: '' });
      bo.send({ type: 'search', id: `s${n}`, data: '' });
      bo.send({ type: 'audit', id: `a${n}` });
    }
    while (cy.all('broadcast').length < 150) await cy.settled();
    expect(cy.raw.slice(before).filter((text) => text.includes('"broadcast"')).length).toBeLessThan(25);
  });

  it('a base client gets its own join notice first, whatever else is waiting', async () => {
    const room = freshRoom();
    const [ana] = await crowd(room);
    if (!ana) throw new Error('nobody');
    for (let n = 0; n < 100; n++) ana.send({ type: 'msg', id: `a${n}`, data: `${n}` });
    await ana.settled();
    const base = await connect(room, { name: 'Base' });
    ana.send({ type: 'msg', id: 'waits', data: 'waits' });
    base.send('{bad');
    await base.settled();
    expect(base.frames[0]).toMatchObject({ type: 'system', event: 'join', who: [{ name: 'Base' }] });
    const own = base.all('system').filter(({ who }) => who.some(({ name }) => name === 'Base'));
    expect(own).toHaveLength(1);
    expect((await ana.next('system', ({ who }) => who.some(({ name }) => name === 'Base'))).event).toBe('join');
  });

  it('joins and leaves are combined', async () => {
    const room = freshRoom();
    const [ana, ...others] = await crowd(room);
    if (!ana) throw new Error('nobody');
    await ana.next('system', ({ count }) => count === MEMBERS);
    vi.setSystemTime(Date.now() + 5_000);
    for (let n = 0; n < 100; n++) ana.send({ type: 'msg', id: `${n}`, data: `${n}` });
    await ana.settled();
    const before = ana.all('system').length;
    for (const peer of others.slice(0, 5)) peer.close(1000);
    const left = (n: number) => ana.next('system', ({ count }) => count === MEMBERS - n);
    expect((await left(5)).who).toHaveLength(5);
    expect(ana.all('system').length).toBe(before + 1);
  });
});
