/** Edits, deletions, reactions and settings are events in the same log. The row of a message has its current state. */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { refuse } from '../../src/protocol/refusal.ts';
import { react } from '../../src/room/events/react.ts';
import type { RoomObject } from '../../src/room/object.ts';
import { ask, evict, freshRoom, join, joinBase, stubOf } from './support.ts';

async function roomWithMessage() {
  const room = freshRoom();
  const [ana, bo, base] = [await join(room, { name: 'Ana' }), await join(room, { name: 'Bo' }), await joinBase(room)];
  ana.send({ type: 'msg', id: 'm', data: 'first' });
  const { epoch = '' } = await ana.next('ack');
  return { room, ana, bo, base, epoch };
}

describe('an edit', () => {
  it('an edit is sent to the other v1 clients and changes the text for later readers', async () => {
    const { room, ana, bo, base, epoch } = await roomWithMessage();
    ana.send({ type: 'edit', id: 'e', ref: 1, data: 'second\u0007' });
    expect(await ana.next('ack')).toMatchObject({ id: 'e', seq: 2, data: 'second' });
    expect(await bo.next('edit')).toMatchObject({ seq: 2, ref: 1, from: 'Ana', data: 'second' });
    await base.settled();
    expect(base.all('edit')).toEqual([]);
    await evict(room);
    const late = await join(room);
    const item = (await late.next('history')).data[0];
    expect(item).toMatchObject({ seq: 1, data: 'second', edited: expect.any(Number) });
    const resumed = await join(room, { since: 0, epoch });
    await resumed.settled();
    expect(resumed.all('broadcast')).toMatchObject([{ seq: 1, data: 'second', edited: item?.edited }]);
    expect(resumed.all('edit')).toMatchObject([{ seq: 2, ref: 1, data: 'second' }]);
  });

  it("an edit of another member's message, or of anything but a message, is refused", async () => {
    const { bo } = await roomWithMessage();
    bo.send({ type: 'edit', id: 'a', ref: 1, data: 'mine' });
    bo.send({ type: 'edit', id: 'b', ref: 9, data: 'nothing there' });
    bo.send({ type: 'react', id: 'c', ref: 1, data: '👍' });
    bo.send({ type: 'edit', id: 'd', ref: 2, data: 'not a message' });
    expect(await bo.next('error')).toMatchObject({ code: 'forbidden', id: 'a' });
    expect(await bo.next('error')).toMatchObject({ code: 'not_found', id: 'b' });
    expect(await bo.next('error')).toMatchObject({ code: 'not_found', id: 'd' });
  });

  it('repeating a message after an edit is not a conflict', async () => {
    const { ana } = await roomWithMessage();
    ana.send({ type: 'edit', id: 'e', ref: 1, data: 'second' });
    ana.send({ type: 'msg', id: 'm', data: 'first', again: 0 });
    expect(await ana.next('ack', (ack) => ack.id === 'm' && ack.dup === true)).toMatchObject({ seq: 1 });
  });
});

describe('B19: an id that is reused', () => {
  it.each([
    ['an edit', { type: 'edit', ref: 1, data: 'A' }, { type: 'edit', ref: 1, data: 'B' }],
    ['a reaction', { type: 'react', ref: 1, data: '👍' }, { type: 'react', ref: 1, data: '👍', off: true }],
    ['a deletion', { type: 'delete', ref: 1 }, { type: 'react', ref: 1, data: '👍' }],
  ])(
    'reusing an id for %s is a conflict if the content differs, and a repeat if it does not',
    async (_, one, other) => {
      const { ana } = await roomWithMessage();
      ana.send({ ...one, id: 'x' });
      ana.send({ ...one, id: 'x', again: 1 });
      ana.send({ ...other, id: 'x' });
      expect(await ana.next('ack')).toMatchObject({ id: 'x', seq: 2 });
      expect(await ana.next('ack')).toMatchObject({ id: 'x', seq: 2, dup: true });
      expect(await ana.next('error')).toMatchObject({ id: 'x', code: 'id_conflict' });
    },
  );
});

describe('a deletion', () => {
  it("a deletion removes the text but keeps the message's place", async () => {
    const { room, ana, bo } = await roomWithMessage();
    ana.send({ type: 'edit', id: 'e', ref: 1, data: 'secret' });
    ana.send({ type: 'delete', id: 'd', ref: 1 });
    expect(await bo.next('delete')).toMatchObject({ seq: 3, ref: 1, data: '' });
    const texts = await runInDurableObject(stubOf(room), (_, { storage }) =>
      storage.sql
        .exec<{ data: string }>('SELECT data FROM event')
        .toArray()
        .map(({ data }) => data),
    );
    expect(texts).toEqual(['', '', '']);
    const late = await join(room);
    expect((await late.next('history')).data).toMatchObject([{ seq: 1, data: '', gone: true }]);
    ana.send({ type: 'edit', id: 'f', ref: 1, data: 'back' });
    expect(await ana.next('error')).toMatchObject({ code: 'not_found', id: 'f' });
  });

  it("a deletion of another member's message is refused", async () => {
    const { bo } = await roomWithMessage();
    bo.send({ type: 'delete', id: 'a', ref: 1 });
    expect(await bo.next('error')).toMatchObject({ code: 'forbidden', id: 'a' });
  });
});

describe('a reaction', () => {
  it('a reaction is one emoji of a member, on or off, and shows who reacted', async () => {
    const { room, ana, bo } = await roomWithMessage();
    bo.send({ type: 'react', id: 'a', ref: 1, data: '👩‍👩‍👧' });
    bo.send({ type: 'react', id: 'b', ref: 1, data: '👍' });
    ana.send({ type: 'react', id: 'c', ref: 1, data: '👍' });
    expect(await ana.next('react')).toMatchObject({ ref: 1, data: '👩‍👩‍👧', from: 'Bo' });
    await bo.next('react');
    bo.send({ type: 'react', id: 'd', ref: 1, data: '👍', off: true });
    expect(await ana.next('react', (frame) => frame.off === true)).toMatchObject({ data: '👍' });
    const late = await join(room);
    const id = (peer: typeof ana) => peer.all('welcome')[0]?.data.self.id;
    expect((await late.next('history')).data[0]?.reacts).toEqual({ '👩‍👩‍👧': [id(bo)], '👍': [id(ana)] });
  });

  it('a reaction that changes nothing is acknowledged with its item and neither broadcast nor stored', async () => {
    const { room, ana, bo } = await roomWithMessage();
    ana.send({ type: 'msg', id: 'n', data: 'second' });
    const { ts } = await ana.next('ack');
    vi.spyOn(react, 'judge').mockImplementation((_, { present }) => {
      const item = present.get(2);
      return item ? { unchanged: item } : refuse('not_found', '');
    });
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    const written = () => runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.rowsWritten);
    const before = await written();
    expect(await ask(ana, { type: 'react', ref: 2, data: '👍' })).toEqual({
      type: 'ack',
      id: expect.any(String),
      seq: 2,
      ts,
      dup: true,
    });
    expect(await written()).toBe(before);
    await bo.settled();
    expect(bo.all('react')).toEqual([]);
  });

  it('all spellings of an emoji are the same reaction, and the sender gets the canonical spelling', async () => {
    const { room, ana, bo } = await roomWithMessage();
    ana.send({ type: 'react', id: 'a', ref: 1, data: '❤' });
    expect(await ana.next('ack', ({ id }) => id === 'a')).toMatchObject({ data: '❤\ufe0f' });
    bo.send({ type: 'react', id: 'b', ref: 1, data: '❤\ufe0f' });
    expect(await bo.next('ack', ({ id }) => id === 'b')).not.toHaveProperty('data');
    bo.send({ type: 'react', id: 'c', ref: 1, data: '👍\ufe0f' });
    expect(await ana.next('react', ({ data }) => data.startsWith('👍'))).toMatchObject({ data: '👍' });
    ana.send({ type: 'react', id: 'd', ref: 1, data: '👍🏽' });
    bo.send({ type: 'react', id: 'e', ref: 1, data: '👍', off: true });
    await ana.next('react', ({ off }) => off === true);
    const late = await join(room);
    const id = (peer: typeof ana) => peer.all('welcome')[0]?.data.self.id;
    expect((await late.next('history')).data[0]?.reacts).toEqual({ '❤\ufe0f': [id(ana), id(bo)], '👍🏽': [id(ana)] });
  });

  it.each(['', 'x', '👍👍', '👍 ', '__proto__', '1'])('the reaction %j is refused', async (data) => {
    const { bo } = await roomWithMessage();
    bo.send({ type: 'react', id: 'a', ref: 1, data });
    expect(await bo.next('error')).toMatchObject({ code: 'bad_request', id: 'a' });
  });

  it('more than twenty different reactions are refused', async () => {
    const { bo } = await roomWithMessage();
    for (let i = 0; i <= 20; i++)
      bo.send({ type: 'react', id: `r${i}`, ref: 1, data: String.fromCodePoint(0x1f600 + i) });
    expect(await bo.next('error')).toMatchObject({ code: 'bad_request', id: 'r20' });
  });
});

describe('the topic', () => {
  it('a topic is broadcast and stored', async () => {
    const { room, ana, bo } = await roomWithMessage();
    ana.send({ type: 'set', id: 's', data: { topic: ' Ship on\nThursdays ' } });
    expect(await bo.next('set')).toMatchObject({ seq: 2, data: { topic: 'Ship on Thursdays' } });
    await evict(room);
    const late = await join(room);
    expect(late.all('welcome')[0]?.data.settings).toEqual({ topic: 'Ship on Thursdays', slow: 0, locked: false });
  });

  it('the sender gets the topic back if cleaning changed it', async () => {
    const { ana } = await roomWithMessage();
    ana.send({ type: 'set', id: 's', data: { topic: 'hello\u0007   x' } });
    expect(await ana.next('ack')).toMatchObject({ id: 's', data: 'hello x' });
  });

  it('a topic is not set if another setting in the same frame is refused', async () => {
    const { room, ana } = await roomWithMessage();
    ana.send({ type: 'set', id: 's', data: { topic: 'x', slow: 10 } });
    expect(await ana.next('error')).toMatchObject({ id: 's', code: 'forbidden' });
    expect((await join(room)).all('welcome')[0]?.data.settings.topic).toBe('');
  });

  it('a topic can be the first event of a room, and then carries the epoch', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await join(room)];
    ana.send({ type: 'set', id: 's', data: { topic: 'first' } });
    const { epoch } = await ana.next('ack');
    expect(await bo.next('set')).toMatchObject({ seq: 1, epoch });
  });
});

describe('base clients', () => {
  it.each([
    { type: 'edit', ref: 1, data: 'x' },
    { type: 'delete', ref: 1 },
    { type: 'react', ref: 1, data: '👍' },
    { type: 'set', data: { topic: 'x' } },
  ])('base clients may not send %o', async (frame) => {
    const { base } = await roomWithMessage();
    base.send({ ...frame, id: 'a' });
    expect(await base.next('error')).toMatchObject({ code: 'unsupported', id: 'a' });
  });
});

it('B52: a reaction writes two rows; an edit or a deletion writes three, because it overwrites the old text', async () => {
  const { room, ana } = await roomWithMessage();
  const written = () => runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.rowsWritten);
  for (const [rows, frame] of [
    [3, { type: 'edit', id: 'a', ref: 1, data: 'x' }],
    [2, { type: 'react', id: 'b', ref: 1, data: '👍' }],
    [3, { type: 'delete', id: 'c', ref: 1 }],
  ] as const) {
    const before = await written();
    ana.send(frame);
    await ana.next('ack', (ack) => ack.id === frame.id);
    expect((await written()) - before).toBe(rows);
  }
});
