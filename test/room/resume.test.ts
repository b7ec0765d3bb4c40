/** A resuming session gets exactly what it missed or a fresh window, never a partial list. */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, onTestFinished } from 'vitest';
import { react } from '../../src/room/events/react.ts';
import { ask, evict, freshRoom, join, joinAs, joinBase, newSid, type Peer, stubOf } from './support.ts';

const OLIVIA = 'olivia0000000000';

async function say(peer: Peer, ...texts: string[]): Promise<void> {
  for (const text of texts) peer.send({ type: 'msg', id: text, data: text });
  await peer.next('ack', (ack) => ack.id === texts.at(-1));
}

describe('a first connection', () => {
  it('a first connection to an empty room gets only the welcome', async () => {
    const ana = await join(freshRoom());
    await ana.settled();
    expect(ana.frames.map((frame) => frame.type)).toEqual(['welcome', 'system']);
    expect(ana.all('welcome')[0]?.data).toMatchObject({ recovered: false, seq: 0, epoch: '' });
  });

  it('a first connection gets the newest 50 messages, then its join notice', async () => {
    const room = freshRoom();
    const ana = await join(room);
    await say(ana, ...Array.from({ length: 60 }, (_, i) => `m${i}`));
    const bo = await join(room);
    await bo.settled();
    expect(bo.frames.map((frame) => frame.type)).toEqual(['welcome', 'history', 'system']);
    const history = bo.all('history')[0];
    expect(history).toMatchObject({ first: 11, last: 60, more: true });
    expect(history).not.toHaveProperty('id');
    expect(history?.data.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, i) => i + 11));
    // Event ids are known only to the session that sent the events.
    expect(history?.data[0]).not.toHaveProperty('id');
  });
});

describe('a resume', () => {
  it("a resume replays exactly what was missed: others' events unchanged, own ones as acks that contain the event", async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room, { name: 'Ana' }), await join(room, { name: 'Bo' })];
    await say(ana, 'one', 'two');
    const { epoch } = ana.all('ack')[0] ?? {};
    bo.close(1001);
    await bo.closed;
    await say(ana, 'three', 'four');
    const back = await join(room, { sid: bo.sid, since: 2, epoch: epoch ?? '' });
    await back.settled();
    expect(back.all('welcome')[0]?.data).toMatchObject({ recovered: true, seq: 4 });
    expect(back.all('history')).toEqual([]);
    expect(back.all('broadcast').map(({ seq, data, from }) => [seq, data, from])).toEqual([
      [3, 'three', 'Ana'],
      [4, 'four', 'Ana'],
    ]);
    const again = await join(room, { sid: ana.sid, since: 1, epoch: epoch ?? '' });
    await again.settled();
    expect(again.all('broadcast')).toEqual([]);
    expect(again.all('ack')).toMatchObject([
      { id: 'two', seq: 2, event: { type: 'broadcast', data: 'two' } },
      { id: 'three', seq: 3 },
      { id: 'four', seq: 4 },
    ]);
    expect(again.all('ack').every((ack) => ack.dup === undefined)).toBe(true);
  });

  it('a replay comes in batches of at most 64 frames and 64 KiB', async () => {
    const room = freshRoom();
    const ana = await join(room);
    await say(ana, ...Array.from({ length: 150 }, (_, i) => `m${i}`));
    for (let i = 0; i < 20; i++) ana.send({ type: 'msg', id: `long-${i}`, data: '长'.repeat(3_500) });
    await ana.next('ack', (ack) => ack.seq === 170);
    const bo = await join(room, { since: 0, epoch: ana.all('ack')[0]?.epoch ?? '' });
    await bo.settled();
    expect(bo.all('broadcast').map(({ seq }) => seq)).toEqual(Array.from({ length: 170 }, (_, i) => i + 1));
    const batches = bo.raw.filter((text) => text.startsWith('{"type":"batch"'));
    expect(batches.length).toBeGreaterThan(3);
    for (const batch of batches) {
      expect(new TextEncoder().encode(batch).length).toBeLessThanOrEqual(65_536);
      expect(JSON.parse(batch).data.length).toBeLessThanOrEqual(64);
    }
  });

  it('a resume that missed nothing gets nothing', async () => {
    const room = freshRoom();
    const ana = await join(room);
    await say(ana, 'one');
    const back = await join(room, { sid: ana.sid, since: 1, epoch: ana.all('ack')[0]?.epoch ?? '' });
    await back.settled();
    expect(back.frames.map((frame) => frame.type)).toEqual(['welcome']);
    expect(back.all('welcome')[0]?.data.recovered).toBe(true);
  });

  it.each([
    ['another epoch', { since: 1, epoch: 'other' }],
    ['no epoch', { since: 1 }],
    ['a position past the head', { since: 99 }],
    ['no position', {}],
  ])('a resume with %s starts from a fresh window', async (_, position) => {
    const room = freshRoom();
    const ana = await join(room);
    await say(ana, 'one', 'two');
    const epoch = ana.all('ack')[0]?.epoch ?? '';
    const bo = await join(room, 'since' in position && position.since === 99 ? { ...position, epoch } : position);
    await bo.settled();
    expect(bo.all('welcome')[0]?.data.recovered).toBe(false);
    expect(bo.all('history')).toHaveLength(1);
    expect(bo.all('broadcast')).toEqual([]);
  });

  it('a resume that missed more than 1,000 events or 1 MiB starts from a fresh window', async () => {
    const room = freshRoom();
    const ana = await join(room);
    await say(ana, 'first');
    const epoch = ana.all('ack')[0]?.epoch ?? '';
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      for (let seq = 2; seq <= 1_300; seq++)
        storage.sql.exec(
          'INSERT INTO event SELECT ?, kind, ref, member, sid, ?, name, ts, ?, state FROM event WHERE seq = 1',
          seq,
          `c${seq}`,
          seq > 1_200 ? 'x'.repeat(12_000) : 'x',
        );
    });
    await evict(room);
    const recovered = async (since: number) => (await join(room, { since, epoch })).all('welcome')[0]?.data.recovered;
    expect(await recovered(299)).toBe(false);
    expect(await recovered(1_200)).toBe(false);
    expect(await recovered(1_250)).toBe(true);
  });

  it('in a replay all sessions of a member get what only they may know, with the current item', async () => {
    const room = freshRoom();
    const [ana, bo] = [await joinAs(room, OLIVIA, { session: 'desk' }), await join(room)];
    await say(ana, 'one');
    await ask(ana, { type: 'react', ref: 1, data: '👍' });
    await ask(ana, { type: 'edit', ref: 1, data: 'two' });
    const { epoch = '' } = ana.all('ack')[0] ?? {};
    react.toSender = (event, context) => ({
      ...react.frame(event, context),
      data: `yours on ${context.item(1)?.body.text}`,
    });
    onTestFinished(() => {
      delete react.toSender;
    });
    const replayed = async (session: string) => {
      const peer = await joinAs(room, OLIVIA, { session, since: 1, epoch });
      await peer.settled();
      return peer.frames.filter(({ type }) => type === 'ack' || type === 'react');
    };
    const reaction = { type: 'react', seq: 2, data: 'yours on two' };
    expect(await replayed('desk')).toMatchObject([{ type: 'ack', seq: 2, event: reaction }, { seq: 3 }]);
    expect(await replayed('phone')).toMatchObject([reaction]);
    bo.close(1000);
    const back = await join(room, { sid: bo.sid, since: 1, epoch });
    await back.settled();
    expect(back.all('react')).toMatchObject([{ seq: 2, data: '👍' }]);
  });

  it("a resume replaces the session's older connection, and nobody leaves", async () => {
    const room = freshRoom();
    const sid = newSid();
    const [old, bo] = [await join(room, { sid }), await joinBase(room)];
    const back = await join(room, { sid });
    expect(await old.next('error')).toMatchObject({ code: 'replaced', fatal: true, close: 4409 });
    expect(await old.closed).toMatchObject({ code: 4409 });
    await say(back, 'hi');
    await bo.settled();
    expect(bo.all('broadcast')).toHaveLength(1);
    expect(bo.all('system').filter((frame) => frame.event === 'leave')).toEqual([]);
  });
});

describe('history', () => {
  it('history pages back to the beginning without gaps or duplicates', async () => {
    const room = freshRoom();
    const ana = await join(room);
    await say(ana, ...Array.from({ length: 130 }, (_, i) => `m${i}`));
    const seen: number[] = [];
    for (let before: number | undefined, more = true; more; ) {
      ana.send({ type: 'history', id: `h${before}`, limit: 40, ...(before === undefined ? {} : { before }) });
      const page = await ana.next('history', (frame) => frame.id === `h${before}`);
      expect([page.first, page.last]).toEqual([page.data[0]?.seq, page.data.at(-1)?.seq]);
      seen.unshift(...page.data.map(({ seq }) => seq));
      ({ more } = page);
      before = page.first;
    }
    expect(seen).toEqual(Array.from({ length: 130 }, (_, i) => i + 1));
  });

  it('history pages forward and says when there is no more', async () => {
    const room = freshRoom();
    const ana = await join(room);
    await say(ana, 'm1', 'm2', 'm3');
    ana.send({ type: 'history', id: 'a', after: 1, limit: 1 });
    expect(await ana.next('history')).toMatchObject({ data: [{ seq: 2, id: 'm2' }], more: true });
    ana.send({ type: 'history', id: 'b', after: 2, limit: 10 });
    expect(await ana.next('history')).toMatchObject({ data: [{ seq: 3 }], more: false });
    ana.send({ type: 'history', id: 'c', after: 3 });
    expect(await ana.next('history')).toMatchObject({ data: [], first: 0, last: 0, more: false });
  });

  it('history contains only the requested room’s messages', async () => {
    const [one, other] = [await join(freshRoom()), await join(freshRoom())];
    await say(one, 'secret');
    other.send({ type: 'history', id: 'h' });
    expect((await other.next('history')).data).toEqual([]);
  });
});
