/** Messages: delivery to everyone but the sender, storage before the ack, and one order for all. */

import { runInDurableObject } from 'cloudflare:test';
import blnsText from 'big-list-of-naughty-strings/blns.json?raw';
import { describe, expect, it } from 'vitest';
import { cleanText, isBlank } from '../../src/protocol/text.ts';
import { connect, evict, freshRoom, join, joinBase, stubOf } from './support.ts';

/** Imported as text and parsed, because its line separators would need escaping in a module. */
const blns: string[] = JSON.parse(blnsText);

describe('a message', () => {
  it('a message goes to everyone except the session that sent it, with sender, timestamp and text', async () => {
    const room = freshRoom();
    const ana = await joinBase(room, 'Ana');
    const bo = await joinBase(room, 'Bo');
    const cy = await join(room, { name: 'Cy' });
    const before = Date.now();
    ana.send({ type: 'msg', data: 'hello' });
    for (const peer of [bo, cy]) {
      const frame = await peer.next('broadcast');
      expect(frame).toMatchObject({ type: 'broadcast', seq: 1, from: 'Ana', data: 'hello' });
      expect(frame.ts).toBeGreaterThanOrEqual(before);
      expect(frame.ts).toBeLessThanOrEqual(Date.now());
    }
    await ana.settled();
    expect(ana.all('broadcast')).toEqual([]);
    expect(ana.all('ack')).toEqual([]);
  });

  it('a message goes to the other tabs of its sender', async () => {
    const room = freshRoom();
    const [one, two] = [await join(room, { name: 'Ana' }), await join(room, { name: 'Ana' })];
    one.send({ type: 'msg', id: 'a', data: 'from one tab' });
    expect((await two.next('broadcast')).data).toBe('from one tab');
  });

  it('a base client gets an ack only if its message had an id', async () => {
    const room = freshRoom();
    const ana = await joinBase(room);
    ana.send({ type: 'msg', data: 'without' });
    ana.send({ type: 'msg', id: 'x1', data: 'with' });
    expect(await ana.next('ack')).toMatchObject({ id: 'x1', seq: 2 });
    expect(ana.all('ack')).toHaveLength(1);
  });

  it('a message with `text` instead of `data` is accepted and broadcast with `data`', async () => {
    const room = freshRoom();
    const [ana, bo] = [await joinBase(room), await joinBase(room)];
    ana.send({ type: 'msg', text: 'hi' });
    ana.send({ type: 'msg', text: 'ignored', data: 'data wins' });
    expect((await bo.next('broadcast')).data).toBe('hi');
    expect((await bo.next('broadcast')).data).toBe('data wins');
  });

  it('the message with seq 1 carries the epoch, for the others and for its sender', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await join(room)];
    expect(ana.all('welcome')[0]?.data).toMatchObject({ epoch: '', seq: 0, floor: 0 });
    ana.send({ type: 'msg', id: 'a', data: 'first' });
    ana.send({ type: 'msg', id: 'b', data: 'second' });
    const [ack, second] = [await ana.next('ack'), await ana.next('ack')];
    const [seen, later] = [await bo.next('broadcast'), await bo.next('broadcast')];
    expect(ack.epoch).toMatch(/.{12,}/);
    expect(seen.epoch).toBe(ack.epoch);
    expect([second.epoch, later.epoch]).toEqual([undefined, undefined]);
    const cy = await join(room);
    expect(cy.all('welcome')[0]?.data).toMatchObject({ epoch: ack.epoch, seq: 2, floor: 1 });
  });

  it('a message may only reply to a stored message', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await join(room)];
    ana.send({ type: 'msg', id: 'a', data: 'question' });
    ana.send({ type: 'msg', id: 'b', data: 'answer', re: 1 });
    ana.send({ type: 'msg', id: 'c', data: 'to the future', re: 9 });
    expect(await bo.next('broadcast', (frame) => frame.seq === 2)).toMatchObject({ re: 1 });
    expect(await ana.next('error')).toMatchObject({ code: 'bad_request', id: 'c' });
  });

  it('a message is stored once however often its id comes, and a repeat is acknowledged as such', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await join(room)];
    for (let i = 0; i < 20; i++) ana.send({ type: 'msg', id: 'same', data: 'once' });
    ana.send({ type: 'msg', id: 'end', data: 'end' });
    expect(await bo.next('broadcast')).toMatchObject({ seq: 1, data: 'once' });
    expect(await bo.next('broadcast')).toMatchObject({ seq: 2, data: 'end' });
    await ana.next('ack', (ack) => ack.id === 'end');
    const acks = ana.all('ack').filter((ack) => ack.id === 'same');
    expect(acks).toHaveLength(20);
    expect(new Set(acks.map((ack) => ack.seq))).toEqual(new Set([1]));
    expect(acks.filter((ack) => ack.dup)).toHaveLength(19);
  });

  it('a message that reuses an id with other text is refused', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send({ type: 'msg', id: 'same', data: 'one' });
    ana.send({ type: 'msg', id: 'same', data: 'two' });
    expect(await ana.next('error')).toMatchObject({ code: 'id_conflict', id: 'same' });
  });

  it('members may use the same ids independently', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await join(room)];
    ana.send({ type: 'msg', id: 'same', data: 'mine' });
    await ana.next('ack');
    bo.send({ type: 'msg', id: 'same', data: 'mine too' });
    const ack = await bo.next('ack');
    expect(ack).toMatchObject({ seq: 2 });
    expect(ack.dup).toBeUndefined();
  });

  it('an old repeated id is found if the sender says from where to scan', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await join(room)];
    ana.send({ type: 'msg', id: 'early', data: 'early' });
    await ana.next('ack');
    for (let i = 0; i < 100; i++) bo.send({ type: 'msg', id: `later-${i}`, data: `later ${i}` });
    await bo.next('ack', (ack) => ack.id === 'later-99');
    ana.send({ type: 'msg', id: 'early', data: 'early', again: 0 });
    expect(await ana.next('ack')).toMatchObject({ id: 'early', seq: 1, dup: true });
  });
});

describe('the text of a message', () => {
  const human = [
    '太好了。断线重连之后也没有丢消息：缺的三十条全部按顺序补上了，没有重复。',
    'جرّبت الغرفة من الهاتف، وكل شيء سريع جدًا.',
    'שלום עולם',
    '👩‍👩‍👧‍👦 👍🏽 🏳️‍🌈 🇨🇳 — ﷽',
    'Zürich, naïve, œuvre, ﬁ',
    'two\nlines\tand a tab',
  ];

  it('text arrives unchanged in any language, live and in history', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await joinBase(room)];
    human.forEach((data, i) => {
      ana.send({ type: 'msg', id: `m${i}`, data });
    });
    for (const data of human) expect((await bo.next('broadcast')).data).toBe(data);
    ana.send({ type: 'history', id: 'h', limit: 100 });
    const history = await ana.next('history', (frame) => frame.id === 'h');
    expect(history.data.map((item) => item.data)).toEqual(human);
  });

  it('the Big List of Naughty Strings survives live and stored alike', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await join(room)];
    const naughty = [...blns, '\ud800', 'a\udc00b', '\u0000\u0007x\u009b', '\u0000'];
    naughty.forEach((data, i) => {
      ana.send({ type: 'msg', id: `n${i}`, data });
    });
    ana.send({ type: 'msg', id: 'end', data: 'end' });
    await bo.next('broadcast', (frame) => frame.data === 'end');
    await ana.next('ack', (ack) => ack.id === 'end');
    const accepted = naughty.map(cleanText).filter((text) => !isBlank(text));
    expect(bo.all('broadcast').map((frame) => frame.data)).toEqual([...accepted, 'end']);
    expect(ana.all('error').map((error) => error.code)).toEqual(
      Array.from({ length: naughty.length - accepted.length }, () => 'bad_text'),
    );
    const stored: string[] = [];
    for (let after = 0; stored.length <= accepted.length; ) {
      bo.send({ type: 'history', id: `h${after}`, after, limit: 100 });
      const page = await bo.next('history', (frame) => frame.id === `h${after}`);
      stored.push(...page.data.map((item) => item.data));
      after = page.last;
    }
    expect(stored).toEqual([...accepted, 'end']);
  });

  it('control characters are removed, and the sender is told what was stored', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await join(room)];
    ana.send({ type: 'msg', id: 'a', data: 'bell\u0007 and \ud800 half' });
    expect(await ana.next('ack')).toMatchObject({ data: 'bell and \ufffd half' });
    expect((await bo.next('broadcast')).data).toBe('bell and \ufffd half');
    ana.send({ type: 'msg', id: 'a', data: 'bell\u0007 and \ud800 half', again: 0 });
    expect(await ana.next('ack')).toMatchObject({ dup: true, data: 'bell and \ufffd half' });
  });

  it('every kind of line break becomes a line feed, and escape sequences are removed, for the sender too (B42)', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room), await join(room)];
    const data = 'a\u2028[2026-01-01] Bo: fake\u0085\u001b[31mred\r\nend';
    const clean = 'a\n[2026-01-01] Bo: fake\nred\nend';
    ana.send({ type: 'msg', id: 'a', data });
    expect(await ana.next('ack')).toMatchObject({ data: clean });
    expect((await bo.next('broadcast')).data).toBe(clean);
  });

  it('a repeat is recognised if an older version stored its line breaks unchanged (B42)', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send({ type: 'msg', id: 'a', data: 'a\nb' });
    await ana.next('ack');
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      storage.sql.exec(`UPDATE event SET data = ?`, 'a\u2028b');
    });
    await evict(room);
    ana.send({ type: 'msg', id: 'a', data: 'a\u2028b', again: 0 });
    expect(await ana.next('ack')).toMatchObject({ id: 'a', seq: 1, dup: true });
  });

  it('blank and overlong texts are refused', async () => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send({ type: 'msg', id: 'a', data: ' \n\t\u0000 ' });
    expect(await ana.next('error')).toMatchObject({ code: 'bad_text', id: 'a' });
    ana.send({ type: 'msg', id: 'z', data: '\u200b\u202e \u2060\u3164' });
    expect(await ana.next('error')).toMatchObject({ code: 'bad_text', id: 'z' });
    const { textChars } = ana.all('welcome')[0]?.data.limits ?? { textChars: 0 };
    ana.send({ type: 'msg', id: 'b', data: 'x'.repeat(textChars + 1) });
    const error = await ana.next('error');
    expect(error).toMatchObject({ code: 'too_large', id: 'b' });
    expect(error.data).toContain(String(textChars));
    ana.send({ type: 'msg', id: 'c', data: '😀'.repeat(textChars - 1_000) });
    expect(await ana.next('ack')).toMatchObject({ id: 'c', seq: 1 });
  });
});

describe('an invalid frame', () => {
  it.each([
    ['', 'bad_json'],
    ['{"type":"msg",}', 'bad_json'],
    ['\ufeff{}', 'bad_json'],
    [' ping', 'bad_json'],
    ['null', 'bad_request'],
    ['[]', 'bad_request'],
    ['"x"', 'bad_request'],
    ['1e999', 'bad_request'],
    ['{}', 'bad_request'],
    ['{"type":7}', 'bad_request'],
    ['{"type":"msg","id":"a","data":7}', 'bad_request'],
    ['{"type":"msg","id":"a b","data":"x"}', 'bad_request'],
    ['{"type":"msg","data":"v1 needs an id"}', 'bad_request'],
    ['{"type":"msg","id":"a","data":"x","re":0}', 'bad_request'],
    ['{"type":"msg","id":"a","data":"x","re":1.5}', 'bad_request'],
    ['{"type":"history","id":"a","limit":101}', 'bad_request'],
    ['{"type":"history","id":"a","before":2,"after":1}', 'bad_request'],
    ['{"type":"history"}', 'bad_request'],
    ['{"type":"name","data":null}', 'bad_request'],
  ])('the invalid frame %j is answered with %s, and the next frame works', async (frame, code) => {
    const room = freshRoom();
    const ana = await join(room);
    ana.send(frame);
    const error = await ana.next('error');
    expect(error.code).toBe(code);
    expect(error.fatal).toBeUndefined();
    ana.send({ type: 'msg', id: 'next', data: 'works' });
    expect(await ana.next('ack')).toMatchObject({ id: 'next', seq: 1 });
  });

  it("an error repeats the request's id only if it is valid", async () => {
    const ana = await join(freshRoom());
    ana.send({ type: 'msg', id: 'good-1', data: 7 });
    ana.send({ type: 'msg', id: '<bad>', data: 'x' });
    expect(await ana.next('error')).toMatchObject({ id: 'good-1' });
    expect(await ana.next('error')).not.toHaveProperty('id');
  });

  it.each(['hello', 'constructor', '__proto__', 'toString', 'then'])(
    'a frame of the unknown type %j is ignored',
    async (type) => {
      const ana = await join(freshRoom());
      ana.send(`{"type":${JSON.stringify(type)},"id":"a","__proto__":{"type":"msg"}}`);
      ana.send({ type: 'msg', id: 'next', data: 'works' });
      expect(await ana.next('ack')).toMatchObject({ id: 'next', seq: 1 });
      expect(ana.all('error')).toEqual([]);
    },
  );

  it('a frame that is too large is refused, and one far too large ends the connection unparsed', async () => {
    const room = freshRoom();
    const [ana, bo] = [await join(room, { name: 'Ana' }), await join(room)];
    ana.send(JSON.stringify({ type: 'msg', id: 'a', data: 'x' }).padEnd(16_385, ' '));
    expect(await ana.next('error')).toMatchObject({ code: 'too_large' });
    ana.send(JSON.stringify({ type: 'msg', id: 'b', data: 'fits' }).padEnd(16_384, ' '));
    expect(await ana.next('ack')).toMatchObject({ id: 'b' });
    ana.send('é'.repeat(32_769));
    expect(await ana.next('error')).toMatchObject({ code: 'too_large', fatal: true, close: 4413 });
    expect(await ana.closed).toMatchObject({ code: 4413 });
    await bo.settled();
    expect(bo.all('broadcast')).toHaveLength(1);
  });

  it('a binary frame ends the connection', async () => {
    const ana = await join(freshRoom());
    ana.send(new TextEncoder().encode('ping').buffer);
    expect(await ana.next('error')).toMatchObject({ code: 'unsupported_data', fatal: true, close: 4415 });
    expect(await ana.closed).toMatchObject({ code: 4415 });
  });
});

describe('a base client', () => {
  it('a base client is told that a request needs parley.v1', async () => {
    const ana = await joinBase(freshRoom());
    ana.send({ type: 'history', id: 'h' });
    expect(await ana.next('error')).toMatchObject({ code: 'unsupported', id: 'h' });
  });

  it('a base client gets its join notice first and one frame per event', async () => {
    const room = freshRoom();
    const ana = await join(room);
    const base = await connect(room);
    for (let i = 0; i < 5; i++) ana.send({ type: 'msg', id: `m${i}`, data: `m${i}` });
    await base.next('broadcast', (frame) => frame.data === 'm4');
    expect(base.frames.map((frame) => frame.type)).toEqual(['system', ...Array.from({ length: 5 }, () => 'broadcast')]);
    expect(base.raw.every((text) => !text.includes('"batch"'))).toBe(true);
  });
});
