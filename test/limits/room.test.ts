/**
 * The limits in a room of a public deployment, over its sockets: how excess is refused, and that other members aren't
 * affected.
 */

import { describe, expect, it } from 'vitest';
import type { SingleFrame } from '../../src/protocol/frames.ts';
import { HISTORY_LIMIT } from '../../src/protocol/limits.ts';
import { ADDRESS_SOCKETS } from '../../src/room/limits/limiter.ts';
import { socketRefusal } from '../edge/support.ts';
import { freshRoom, newSid, type Peer } from '../room/support.ts';
import { answers, freshAddress, joinFrom, lastError, peerFrom, stopClock, tryConnectFrom } from './support.ts';

function flood(peer: Peer, count: number, prefix = 'm'): void {
  for (let n = 0; n < count; n++) peer.send({ type: 'msg', id: `${prefix}${n}`, data: `${prefix}${n}` });
}

function renamed(witness: Peer) {
  return witness.next('system', ({ event }) => event === 'rename');
}

/** Floods the room every half second until the connection is closed. `ms` is how long that took. */
async function floodUntilClosed(
  peer: Peer,
  witness: Peer,
  pass: (ms: number) => void,
  frame: (n: number) => unknown,
): Promise<{ code: number; frame: SingleFrame | undefined; ms: number }> {
  let ended = false;
  peer.closed.then(() => {
    ended = true;
  });
  let ms = 0;
  for (let n = 0; !ended; ms += 500) {
    for (const last = n + 90; n < last; n++) peer.send(frame(n));
    await witness.settled();
    pass(500);
    if (ms > 60_000) throw new Error('the connection was still open after a minute of flooding');
  }
  return { ...(await lastError(peer)), ms };
}

describe('B22: too many messages', () => {
  it('a flood on one socket: the burst is stored, one refusal says how long to wait, and close 4004 ends it', async () => {
    const pass = stopClock();
    const room = freshRoom();
    const [ana, bo] = [
      await joinFrom(room, { address: freshAddress() }),
      await joinFrom(room, { address: freshAddress() }),
    ];
    flood(ana, 1_000);
    await bo.next('broadcast', ({ data }) => data === 'm19');
    bo.send({ type: 'msg', id: 'hi', data: 'undisturbed' });
    await ana.next('broadcast', ({ data }) => data === 'undisturbed');
    expect(answers(ana)).toEqual({ acks: 20, errors: ['rate_limited'] });
    expect(ana.all('error')[0]).toMatchObject({ id: 'm20', retryAfterMs: 1_100 });

    const { code, frame, ms } = await floodUntilClosed(ana, bo, pass, (n) => ({ type: 'msg', id: `x${n}`, data: 'x' }));
    expect(code).toBe(4004);
    expect(ms).toBeGreaterThanOrEqual(10_000);
    expect(frame).toMatchObject({ code: 'rate_limited', fatal: true, close: 4004, retryAfterMs: 10_000 });
    // At most one refusal a second, plus the fatal one.
    expect(answers(ana).errors.length).toBeLessThanOrEqual(ms / 1_000 + 2);
    expect(answers(ana).acks).toBeLessThanOrEqual(20 + 5 * (ms / 1_000));
    await bo.settled();
    expect(bo.all('broadcast')).toHaveLength(answers(ana).acks);
    bo.send({ type: 'msg', id: 'ho', data: 'still here' });
    expect(await bo.next('ack', ({ id }) => id === 'ho')).toMatchObject({ seq: answers(ana).acks + 2 });
  });

  it("reconnecting doesn't refill the buckets, which belong to the member", async () => {
    stopClock();
    const room = freshRoom();
    const from = { address: freshAddress(), sid: newSid() };
    const first = await joinFrom(room, from);
    flood(first, 30);
    await first.next('error');
    const again = await joinFrom(room, from);
    flood(again, 30, 'again');
    expect(await again.next('error')).toMatchObject({ code: 'rate_limited', id: 'again0' });
    await again.settled();
    expect(answers(again).acks).toBe(0);
  });

  it("new keys don't help: an address has 20 times a member's rate in a room", async () => {
    const pass = stopClock();
    const room = freshRoom();
    const address = freshAddress();
    const watcher = await joinFrom(room, { address: freshAddress() });
    for (let n = 0; n < 25; n++) {
      const peer = await joinFrom(room, { address });
      flood(peer, 20);
      await peer.settled();
    }
    while (watcher.all('broadcast').length < 400) await watcher.settled();
    pass(1_000);
    for (let n = 0; n < 6; n++) {
      const peer = await joinFrom(room, { address });
      flood(peer, 20);
      await peer.settled();
    }
    await watcher.settled();
    while (watcher.all('broadcast').length < 500) await watcher.settled();
    await watcher.settled();
    expect(watcher.all('broadcast')).toHaveLength(500);
  });

  it('a client that waits as told loses nothing', async () => {
    const pass = stopClock();
    const ana = await joinFrom(freshRoom(), { address: freshAddress() });
    for (let n = 0; n < 60; ) {
      ana.send({ type: 'msg', id: `m${n}`, data: `${n}` });
      const id = `m${n}`;
      await ana.settled();
      if (ana.all('ack').some((ack) => ack.id === id)) n++;
      else {
        expect(ana.all('error').at(-1)).toMatchObject({ code: 'rate_limited', id });
        pass(ana.all('error').at(-1)?.retryAfterMs ?? 0);
      }
    }
    expect(ana.all('ack').map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  });

  it('an address may have 200 sockets in a room, and the next one is refused before there is a socket', async () => {
    const room = freshRoom();
    const address = freshAddress();
    const sids = Array.from({ length: ADDRESS_SOCKETS }, newSid);
    for (const sid of sids) await joinFrom(room, { address, sid });
    expect(await socketRefusal(await tryConnectFrom(room, { address }))).toMatchObject({
      frames: [{ code: 'rate_limited', fatal: true, close: 4004, retryAfterMs: 30_000 }],
      close: 4004,
    });
    // A member that is present may reconnect, and other addresses may connect.
    const back = await joinFrom(room, { address, sid: sids[0] ?? '' });
    await joinFrom(room, { address: freshAddress() });
    back.close(1000);
    await back.closed;
    await joinFrom(room, { address });
  });
});

describe('events that count towards the rate', () => {
  it('neither a repeat nor a refused request counts as an event', async () => {
    stopClock();
    const ana = await joinFrom(freshRoom(), { address: freshAddress() });
    ana.send({ type: 'msg', id: 'm', data: 'once' });
    for (let n = 0; n < 30; n++) ana.send({ type: 'msg', id: 'm', data: 'once', again: 0 });
    for (let n = 0; n < 20; n++) ana.send({ type: 'delete', id: `d${n}`, ref: 99 });
    flood(ana, 19);
    await ana.next('ack', ({ id }) => id === 'm18');
    expect(ana.all('ack').filter(({ dup }) => dup)).toHaveLength(30);
    expect(new Set(ana.all('error').map(({ code }) => code))).toEqual(new Set(['not_found']));
    ana.send({ type: 'msg', id: 'over', data: 'over' });
    expect(await ana.next('error', ({ id }) => id === 'over')).toMatchObject({ code: 'rate_limited' });
  });

  it.each([
    [2, { type: 'set', data: { topic: 'tea' } }],
    [2, { type: 'react', ref: 1, data: '👍' }],
    [3, { type: 'edit', ref: 1, data: 'ho' }],
  ])('B52: a request counts as %i events if it writes that many rows: %o', async (rows, frame) => {
    stopClock();
    const ana = await joinFrom(freshRoom(), { address: freshAddress() });
    ana.send({ type: 'msg', id: 'm', data: 'hi' });
    for (let n = 0; n < 20; n++) ana.send({ ...frame, id: `e${n}` });
    await ana.settled();
    expect(answers(ana)).toEqual({ acks: 1 + Math.floor(19 / rows), errors: ['rate_limited'] });
  });

  it('a poll counts as one event, a vote as two, and a vote that changes nothing as none', async () => {
    stopClock();
    const ana = await joinFrom(freshRoom(), { address: freshAddress() });
    ana.send({ type: 'poll', id: 'p', data: 'Tea?', options: ['yes', 'no'] });
    // Of the 20 events that a member may send at once, 19 are left.
    for (let n = 0; n < 9; n++) ana.send({ type: 'vote', id: `v${n}`, ref: 1, choice: [n % 2] });
    for (let n = 0; n < 20; n++) ana.send({ type: 'vote', id: `w${n}`, ref: 1, choice: [0] });
    await ana.settled();
    expect(ana.all('ack').filter(({ dup }) => dup)).toHaveLength(20);
    expect(answers(ana)).toEqual({ acks: 1 + 9 + 20, errors: [] });
    ana.send({ type: 'vote', id: 'over', ref: 1, choice: [1] });
    expect(await ana.next('error')).toMatchObject({ id: 'over', code: 'rate_limited' });
  });
});

describe('B22: renaming in a loop', () => {
  it('a rename costs both the member and the address five events, because everybody gets a frame for it', async () => {
    stopClock();
    const room = freshRoom();
    const address = freshAddress();
    const witness = await joinFrom(room, { address: freshAddress() });
    const ana = await joinFrom(room, { address });
    for (let n = 0; n < 10; n++) ana.send({ type: 'name', id: `n${n}`, data: `Ana ${n}` });
    expect(await ana.next('error')).toMatchObject({ id: 'n4', code: 'rate_limited', retryAfterMs: 1_100 });
    await ana.settled();
    expect(ana.all('error')).toHaveLength(1);
    expect(await renamed(witness)).toMatchObject({ who: [{ name: 'Ana 0' }] });
    // Renames in the next second are announced as one.
    expect(await renamed(witness)).toMatchObject({ was: 'Ana 0', who: [{ name: 'Ana 3' }] });
  });

  it('B47: reconnecting with other names costs as much as renaming, and keeps nobody out', async () => {
    const pass = stopClock();
    const room = freshRoom();
    const from = { address: freshAddress(), sid: newSid() };
    const witness = await joinFrom(room, { address: freshAddress() });
    const names: (string | undefined)[] = [];
    const comeAs = async (name: string) => {
      const peer = await joinFrom(room, { ...from, name });
      names.push(peer.all('welcome')[0]?.data.self.name);
      return peer;
    };
    for (let n = 0; n < 25; n++) await comeAs(`Ana ${n}`);
    // The member joined under the first name and had tokens for four renames.
    expect(names).toEqual(['Ana 0', 'Ana 1', 'Ana 2', 'Ana 3', ...Array(21).fill('Ana 4')]);
    expect(await renamed(witness)).toMatchObject({ was: 'Ana 0', who: [{ name: 'Ana 1' }] });
    expect(await renamed(witness)).toMatchObject({ was: 'Ana 1', who: [{ name: 'Ana 4' }] });
    pass(1_000);
    const ana = await comeAs('Anna');
    expect(names.at(-1)).toBe('Anna');
    // Renames and messages share their tokens.
    ana.send({ type: 'msg', id: 'm', data: 'hi' });
    expect(await ana.next('error')).toMatchObject({ id: 'm', code: 'rate_limited' });
    expect(await renamed(witness)).toMatchObject({ was: 'Ana 4', who: [{ name: 'Anna' }] });
    expect(witness.all('system').filter(({ event }) => event === 'rename')).toHaveLength(3);
  });

  it('B47: reconnecting with other names is charged to the address as well', async () => {
    stopClock();
    const room = freshRoom();
    const address = freshAddress();
    // A class of 25: together the members have more tokens than their address.
    const sids = Array.from({ length: 25 }, newSid);
    for (const [n, sid] of sids.entries()) await joinFrom(room, { address, sid, name: `${n} kid` });
    let renames = 0;
    for (let round = 0; round < 4; round++)
      for (const [n, sid] of sids.entries()) {
        const name = `${n} kid ${round}`;
        const peer = await joinFrom(room, { address, sid, name });
        if (peer.all('welcome')[0]?.data.self.name === name) renames++;
      }
    expect(renames).toBe(80);
  });
});

describe('a member whose name was marked as a look-alike', () => {
  it('a member with a suffixed name reconnects with the original name free of charge', async () => {
    stopClock();
    const room = freshRoom();
    await joinFrom(room, { address: freshAddress(), name: 'Bo' });
    const from = { address: freshAddress(), sid: newSid(), name: 'Bo' };
    let bo = await joinFrom(room, from);
    for (let n = 0; n < 10; n++) bo = await joinFrom(room, from);
    expect(bo.all('welcome')[0]?.data.self.name).toMatch(/^Bo·/);
    for (let n = 0; n < 20; n++) bo.send({ type: 'msg', id: `m${n}`, data: 'hi' });
    await bo.settled();
    expect(answers(bo)).toEqual({ acks: 20, errors: [] });
  });
});

describe('B40: refused names in a loop', () => {
  const MARKS = `a${'\u0301'.repeat(4_060)}${'\u0323'.repeat(4_060)}`;

  it.each([
    ['a name of 8,121 characters', MARKS, 'bad_name'],
    ['a reserved name', 'ⓐⓓⓜⓘⓝ', 'bad_name'],
    ['a name with too many marks', MARKS.slice(0, 30), 'bad_name'],
  ])('a refused name costs as much as an accepted one: %s', async (_, data, code) => {
    stopClock();
    const ana = await joinFrom(freshRoom(), { address: freshAddress() });
    for (let n = 0; n < 50; n++) ana.send({ type: 'name', id: `n${n}`, data });
    await ana.settled();
    expect(ana.all('error').map((error) => [error.id, error.code])).toEqual([
      ...[0, 1, 2, 3].map((n) => [`n${n}`, code]),
      ['n4', 'rate_limited'],
    ]);
  });

  it('only requesting the current name is free', async () => {
    stopClock();
    const ana = await joinFrom(freshRoom(), { address: freshAddress() });
    const name = ana.all('welcome')[0]?.data.self.name;
    for (let n = 0; n < 50; n++) ana.send({ type: 'name', id: `n${n}`, data: name });
    for (let n = 0; n < 20; n++) ana.send({ type: 'msg', id: `m${n}`, data: 'hi' });
    await ana.settled();
    expect(answers(ana)).toEqual({ acks: 20, errors: [] });
  });
});

describe('B27: history in a loop', () => {
  it('a page of history costs five events, and the refusal says when to continue', async () => {
    const pass = stopClock();
    const ana = await joinFrom(freshRoom(), { address: freshAddress() });
    const ask = (id: string) => ana.send({ type: 'history', id, limit: HISTORY_LIMIT });
    for (let n = 0; n < 50; n++) ask(`h${n}`);
    await ana.settled();
    expect(ana.all('history')).toHaveLength(4);
    expect(ana.all('error')).toMatchObject([{ code: 'rate_limited', id: 'h4', retryAfterMs: 1_100 }]);
    pass(1_100);
    ask('later');
    expect(await ana.next('history', ({ id }) => id === 'later')).toBeDefined();
  });
});

describe('B23: cheap frames', () => {
  it.each([
    ['a type that nobody knows', { type: 'nothing' }],
    ['a member list', { type: 'who', id: 'w' }],
    ['a ping that is none', ' ping'],
    ['a refused frame', { type: 'msg', id: 'm' }],
  ])('%s counts as a frame', async (_, frame) => {
    const pass = stopClock();
    const room = freshRoom();
    const ana = await peerFrom(room, { address: freshAddress() });
    const bo = await joinFrom(room, { address: freshAddress() });
    const { code } = await floodUntilClosed(ana, bo, pass, () => frame);
    // By then the frame that isn't JSON has closed the connection as bad input.
    expect(code).toBe(frame === ' ping' ? 4400 : 4004);
  });

  it('the exact text ping does not count as a frame', async () => {
    const pass = stopClock();
    const ana = await joinFrom(freshRoom(), { address: freshAddress() });
    for (let ms = 0; ms <= 12_000; ms += 1_000) {
      for (let n = 0; n < 200; n++) ana.send('ping');
      await ana.nextRaw('pong');
      pass(1_000);
    }
    flood(ana, 20);
    await ana.next('ack', ({ seq }) => seq === 20);
    expect(ana.all('error')).toEqual([]);
  });
});

describe('strikes', () => {
  it.each([
    ['B01: no JSON', '{"type":"msg",}', 'bad_json'],
    ['B01: an empty frame', '', 'bad_json'],
    ['B01: a byte order mark', '\ufeff{"type":"who","id":"w"}', 'bad_json'],
    ['B01: null', 'null', 'bad_request'],
    ['B01: a list', '[]', 'bad_request'],
    ['B01: a string', '"x"', 'bad_request'],
    ['B01: a number beyond all', '1e999', 'bad_request'],
    ['B03: a byte more than 16 KiB', `{"type":"msg","id":"m","data":"${'x'.repeat(16_384)}`, 'too_large'],
    ['B06: deep JSON', `${'['.repeat(8_000)}${']'.repeat(8_000)}`, 'bad_request'],
  ])(
    'strikes: a client that sends this ten times in a minute is closed with 4400, and others only see it leave: %s',
    async (_, frame, code) => {
      const room = freshRoom();
      const from = { address: freshAddress(), sid: newSid() };
      const [ana, bo] = [await joinFrom(room, from), await joinFrom(room, { address: freshAddress() })];
      for (let n = 0; n < 9; n++) ana.send(frame);
      await ana.settled();
      expect(answers(ana).errors).toEqual(Array(9).fill(code));
      ana.send(frame);
      const end = await lastError(ana);
      expect(end.code).toBe(4400);
      expect(end.frame).toMatchObject({ code: 'abuse', fatal: true, close: 4400 });
      const { event, cause } = await bo.next('system', (notice) => notice.event === 'leave');
      expect([event, cause]).toEqual(['leave', 'abuse']);
      await bo.settled();
      expect(bo.frames.filter(({ type }) => type !== 'welcome' && type !== 'system' && type !== 'who')).toEqual([]);

      // The strikes are remembered after the reconnect.
      const back = await joinFrom(room, from);
      back.send({ type: 'msg', id: 'ok', data: 'well' });
      await back.next('ack');
      back.send(frame);
      expect((await lastError(back)).code).toBe(4400);
    },
  );

  it('B07, B08: an invalid field is a mistake and only costs a frame', async () => {
    const ana = await joinFrom(freshRoom(), { address: freshAddress() });
    const mistakes = [
      ...[null, 1, [], {}, true].map((data) => ({ type: 'msg', id: 'm', data })),
      ...[-1, 0, 1.5, 1e21, '1', null].map((re) => ({ type: 'msg', id: 'm', data: 'x', re })),
      ...['', ' ', 'a b', 'x'.repeat(65), 1, null].map((id) => ({ type: 'msg', id, data: 'x' })),
      ...['__proto__', 'constructor', 'toString', 'then'].map((key) => ({ type: 'history', id: 'h', before: key })),
      { type: 1 },
      {},
    ];
    for (const mistake of mistakes) ana.send(mistake);
    await ana.settled();
    expect(answers(ana)).toEqual({ acks: 0, errors: Array(mistakes.length).fill('bad_request') });
    expect(ana.all('error').map(({ id }) => id)).not.toContain('a b');
    for (const type of ['__proto__', 'constructor', 'toString', 'then', 'x']) ana.send({ type });
    await ana.settled();
    expect(ana.all('error')).toHaveLength(mistakes.length);
  });

  it('B02, B03: a binary frame or one over 64 KiB ends the connection at once', async () => {
    const room = freshRoom();
    const ana = await joinFrom(room, { address: freshAddress() });
    ana.send(new TextEncoder().encode('ping').buffer);
    expect((await lastError(ana)).code).toBe(4415);
    const bo = await joinFrom(room, { address: freshAddress() });
    bo.send('x'.repeat(65_537));
    expect((await lastError(bo)).code).toBe(4413);
  });
});
