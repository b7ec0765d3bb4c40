/** Polls, votes on them and how they are closed. Votes are secret: nothing that leaves the room says who chose what. */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { lineOf } from '../../src/protocol/events/registry.ts';
import type { AckFrame, ErrorFrame, SingleFrame } from '../../src/protocol/frames.ts';
import { ANSWER_BYTES, HISTORY_LIMIT } from '../../src/protocol/limits.ts';
import { utf8Bytes } from '../../src/protocol/text.ts';
import { exportPage } from '../../src/room/admin/export.ts';
import type { Ballots } from '../../src/room/events/ballots.ts';
import type { Stored } from '../../src/room/events/body.ts';
import type { RoomObject } from '../../src/room/object.ts';
import { ask, evict, freshRoom, join, joinAs, joinBase, type Peer, settledOf, stubOf } from './support.ts';

const OLIVIA = 'olivia0000000000';
const MO = 'mo00000000000000';
const ANA = 'ana0000000000000';
const VIC = 'vic0000000000000';
/** The id, the name and a session of the member who votes in most tests. */
const VIC_SAYS = [VIC, 'Vic', 'vic-phone'];

const LUNCH = { type: 'poll', data: 'Lunch?', options: ['Soup', 'Cake'] };

/** A room that Olivia owns, with her poll as its first event. Ana and Vic are also there. */
async function roomWithPoll(more: object = {}) {
  const room = freshRoom();
  const olivia = await joinAs(room, OLIVIA, { name: 'Olivia' });
  const ana = await joinAs(room, ANA, { name: 'Ana' });
  const first = await ask(olivia, { ...LUNCH, ...more });
  const { epoch = '' } = first as AckFrame;
  const vic = await joinAs(room, VIC, { name: 'Vic' });
  await vic.next('history');
  return { room, olivia, ana, vic, epoch };
}

const vote = (peer: Peer, choice: readonly number[], ref = 1) => ask(peer, { type: 'vote', ref, choice });
const rowsWritten = (room: string) => runInDurableObject(stubOf(room), ({ log }: RoomObject) => log.rowsWritten);

async function itemOf(peer: Peer) {
  const page = await ask(peer, { type: 'history' });
  return page.type === 'history' ? page.data.find(({ seq }) => seq === 1) : undefined;
}

/** Stores polls with `voters` votes each. */
function fillPolls(room: string, polls: number, voters: number, options: readonly string[]): Promise<void> {
  const ballots: Ballots = {
    options,
    voters: Array.from({ length: voters }, (_, n) => `voter${String(n).padStart(11, '0')}`),
    choices: Array.from({ length: voters }, (_, n) => 1 << (n % options.length)),
  };
  const by = { member: '~filler000000', sessionTag: 'filler', name: 'Fil', clientEventId: null, ref: null };
  return runInDurableObject(stubOf(room), ({ log }: RoomObject) => {
    for (let n = 0; n < polls; n++) {
      const poll: Stored = {
        ...by,
        kind: 'poll',
        seq: log.head + 1,
        ts: Date.now(),
        body: { text: `Poll ${n}?`, state: null, ballots },
      };
      log.append([poll], []);
    }
  });
}

describe('polls', () => {
  it('a poll goes to all members with its options, and its sender gets what was stored', async () => {
    const { olivia, ana } = await roomWithPoll({ data: 'Lunch?\r\n', options: [' Soup\n', 'Cake'], many: true });
    const poll = { type: 'poll', seq: 1, from: 'Olivia', fromId: OLIVIA, data: 'Lunch?\n', many: true };
    const told = { ...poll, options: ['Soup', 'Cake'], ts: expect.any(Number), epoch: expect.any(String) };
    expect(await ana.next('poll')).toEqual(told);
    expect(olivia.all('ack')).toMatchObject([{ seq: 1, event: told }]);
  });

  it.each([
    ['no question', { data: ' ' }, 'bad_text'],
    ['a question that is too long', { data: 'x'.repeat(4_001) }, 'too_large'],
    ['one option', { options: ['Soup'] }, 'bad_request'],
    ['21 options', { options: Array.from({ length: 21 }, (_, n) => `${n}`) }, 'bad_request'],
    ['a blank option', { options: ['Soup', ' \u200b'] }, 'bad_request'],
    ['an option of 101 characters', { options: ['Soup', 'x'.repeat(101)] }, 'bad_request'],
    ['two options that are equal after cleaning', { options: ['Soup', ' Soup\n'] }, 'bad_request'],
    ['two options that look the same', { options: ['Soup', 'So\u200bup'] }, 'bad_request'],
    ['an option that isn’t text', { options: ['Soup', 1] }, 'bad_request'],
  ])('a poll with %s is refused', async (_, wrong, code) => {
    const ana = await join(freshRoom());
    expect(await ask(ana, { ...LUNCH, ...wrong })).toMatchObject({ type: 'error', code });
  });

  it('a poll may have 20 options of 100 characters and a question in any script', async () => {
    const ana = await join(freshRoom());
    const options = Array.from({ length: 20 }, (_, n) => `${String(n).padStart(2, '0')}${'菜'.repeat(98)}`);
    expect(await ask(ana, { ...LUNCH, data: '午饭？', options })).toMatchObject({ type: 'ack', event: { options } });
  });

  it('slow mode and mutes apply to a poll as they do to a message', async () => {
    const { olivia, ana } = await roomWithPoll();
    await ask(olivia, { type: 'set', data: { slow: 30 } });
    expect(await ask(ana, LUNCH)).toMatchObject({ type: 'ack' });
    expect(await ask(ana, LUNCH)).toMatchObject({ code: 'slow_mode' });
    expect(await ask(ana, { type: 'msg', data: 'and this' })).toMatchObject({ code: 'slow_mode' });
    await ask(olivia, { type: 'mod', data: { action: 'mute', who: ANA } });
    for (const frame of [LUNCH, { type: 'vote', ref: 1, choice: [0] }, { type: 'close', ref: 1 }])
      expect(await ask(ana, frame)).toMatchObject({ code: 'muted' });
  });

  it('a poll can have replies and reactions, but no edits', async () => {
    const { olivia, ana, vic } = await roomWithPoll();
    await vote(vic, [1]);
    expect(await ask(ana, { type: 'msg', data: 'Cake!', re: 1 })).toMatchObject({ type: 'ack' });
    expect(await ask(ana, { type: 'react', ref: 1, data: '👍' })).toMatchObject({ type: 'ack' });
    expect(await ask(olivia, { type: 'edit', ref: 1, data: 'Dinner?' })).toMatchObject({ code: 'not_found' });
    expect(await itemOf(ana)).toMatchObject({ data: 'Lunch?', counts: [0, 1], reacts: { '👍': [ANA] } });
    await ask(ana, { type: 'react', ref: 1, data: '👍', off: true });
    expect(await itemOf(vic)).toEqual({
      type: 'poll',
      seq: 1,
      from: 'Olivia',
      fromId: OLIVIA,
      data: 'Lunch?',
      options: ['Soup', 'Cake'],
      counts: [0, 1],
      voters: 1,
      mine: [1],
      ts: expect.any(Number),
    });
  });

  it('a deleted poll keeps no question, option or vote', async () => {
    const { room, olivia, ana, vic, epoch } = await roomWithPoll();
    await vote(vic, [1]);
    expect(await ask(ana, { type: 'delete', ref: 1 })).toMatchObject({ code: 'forbidden' });
    await ask(olivia, { type: 'delete', ref: 1 });
    for (const frame of [
      { type: 'vote', ref: 1, choice: [0] },
      { type: 'close', ref: 1 },
    ])
      expect(await ask(vic, frame)).toMatchObject({ code: 'not_found' });
    expect(await itemOf(ana)).toEqual({
      seq: 1,
      from: 'Olivia',
      fromId: OLIVIA,
      data: '',
      gone: true,
      ts: expect.any(Number),
    });
    await evict(room);
    const late = await joinAs(room, MO, { since: 0, epoch });
    await late.settled();
    expect(late.all('poll')).toMatchObject([{ data: '', options: [], gone: true }]);
    expect(late.all('vote')).toMatchObject([{ counts: [], voters: 0 }]);
    const rows = await runInDurableObject(stubOf(room), (_, { storage }) =>
      storage.sql.exec<{ data: string; state: string | null }>('SELECT data, state FROM event').toArray(),
    );
    expect(rows).toEqual([
      { data: '', state: '{"gone":true}' },
      { data: '', state: null },
      { data: '', state: null },
    ]);
  });

  it('a search finds a poll by its question', async () => {
    const { ana, vic } = await roomWithPoll();
    await vote(vic, [0]);
    expect(await ask(ana, { type: 'search', data: 'lunch' })).toMatchObject({
      data: [{ type: 'poll', data: 'Lunch?', counts: [1, 0] }],
    });
    expect(await ask(ana, { type: 'search', data: 'soup' })).toMatchObject({ data: [] });
  });

  it('a poll is exported with its result, as JSON and as text', async () => {
    const { room, olivia, ana, vic } = await roomWithPoll();
    await vote(vic, [1]);
    await vote(ana, [1]);
    await ask(olivia, { type: 'close', ref: 1 });
    const { entries } = await runInDurableObject(stubOf(room), ({ log }: RoomObject) => exportPage(settledOf(log), 0));
    const [entry] = entries;
    expect(entries).toHaveLength(1);
    expect(entry).toMatchObject({ type: 'poll', data: 'Lunch?', options: ['Soup', 'Cake'], counts: [0, 2], voters: 2 });
    expect(entry && lineOf(entry).replace(/^\[.*?\] /, '')).toBe(
      '#1 Olivia (poll, closed): Lunch?\n    1. Soup: 0\n    2. Cake: 2\n    2 voters',
    );
  });

  it('base clients get a poll and its result as text', async () => {
    const { room, olivia, vic } = await roomWithPoll();
    const base = await joinBase(room);
    await ask(olivia, LUNCH);
    await vote(vic, [1], 2);
    await ask(olivia, { type: 'close', ref: 2 });
    await base.settled();
    expect(base.all('broadcast')).toMatchObject([
      { seq: 2, from: 'Olivia', data: 'Lunch?\n1. Soup\n2. Cake' },
      { seq: 4, from: 'Olivia', re: 2, data: 'Poll closed: Lunch?\n1. Soup: 0\n2. Cake: 1\n1 voter' },
    ]);
    expect([...base.all('poll'), ...base.all('vote'), ...base.all('close')]).toEqual([]);
    base.send({ ...LUNCH, id: 'b' });
    expect(await base.next('error')).toMatchObject({ id: 'b', code: 'unsupported' });
  });
});

describe('votes', () => {
  it("a live vote carries the counts after it, a replay the present counts, and an item the reader's choice as well", async () => {
    const { room, olivia, ana, vic, epoch } = await roomWithPoll();
    await vote(vic, [0]);
    await vote(ana, [0]);
    await vote(vic, [1]);
    await vote(ana, []);
    await olivia.settled();
    const counts = ['1,0', '2,0', '1,1', '0,1'].map((text) => text.split(',').map(Number));
    const voters = [1, 2, 2, 1];
    expect(olivia.all('vote')).toEqual(
      counts.map((told, n) => {
        return { type: 'vote', seq: n + 2, ref: 1, counts: told, voters: voters[n], ts: expect.any(Number) };
      }),
    );
    await evict(room);
    const late = await joinAs(room, MO, { since: 0, epoch });
    await late.settled();
    expect(late.all('vote').map((frame) => [frame.seq, frame.counts, frame.voters])).toEqual(
      [2, 3, 4, 5].map((seq) => [seq, [0, 1], 1]),
    );
    expect(await itemOf(vic)).toMatchObject({ counts: [0, 1], voters: 1, mine: [1] });
    for (const peer of [late, ana]) {
      const item = await itemOf(peer);
      expect(item).toMatchObject({ counts: [0, 1], voters: 1 });
      expect(item).not.toHaveProperty('mine');
    }
  });

  it('a vote may choose several options if the poll allows it', async () => {
    const { ana, vic } = await roomWithPoll({ options: ['Soup', 'Cake', 'Tea'], many: true });
    expect(await vote(vic, [2, 0])).toMatchObject({ event: { counts: [1, 0, 1], voters: 1, mine: [0, 2] } });
    expect(await vote(ana, [1, 2])).toMatchObject({ event: { counts: [1, 1, 2], voters: 2, mine: [1, 2] } });
    expect(await itemOf(vic)).toMatchObject({ many: true, mine: [0, 2] });
  });

  it.each([
    ['an option that doesn’t exist', [2], 'bad_request'],
    ['a negative position', [-1], 'bad_request'],
    ['a fraction', [0.5], 'bad_request'],
    ['two options of a poll that takes one', [0, 1], 'bad_request'],
    ['an option twice', [0, 0], 'bad_request'],
    ['21 options', Array.from({ length: 21 }, () => 0), 'bad_request'],
  ])('a vote for %s is refused', async (_, choice, code) => {
    const { vic } = await roomWithPoll();
    expect(await vote(vic, choice)).toMatchObject({ type: 'error', code });
    expect(await itemOf(vic)).toMatchObject({ counts: [0, 0], voters: 0 });
  });

  it('a vote for an option twice is also refused if several may be chosen', async () => {
    const { vic } = await roomWithPoll({ many: true });
    expect(await vote(vic, [1, 1])).toMatchObject({ code: 'bad_request' });
  });

  it('a vote on anything but a poll is refused', async () => {
    const { ana, vic } = await roomWithPoll();
    await ask(ana, { type: 'msg', data: 'no poll' });
    await vote(ana, [0]);
    for (const ref of [2, 3, 9]) {
      expect(await vote(vic, [0], ref)).toMatchObject({ code: 'not_found' });
      expect(await ask(vic, { type: 'close', ref })).toMatchObject({ code: 'not_found' });
    }
  });

  it('the vote of a banned member still counts, and they can’t vote again', async () => {
    const { room, olivia, ana, vic } = await roomWithPoll();
    await vote(vic, [1]);
    await ask(olivia, { type: 'mod', data: { action: 'ban', who: VIC } });
    expect(await vic.closed).toMatchObject({ code: 4403 });
    await expect(joinAs(room, VIC)).rejects.toThrow('403');
    expect(await itemOf(ana)).toMatchObject({ counts: [0, 1], voters: 1 });
  });

  it('B55: a vote writes two rows, or none if it changes nothing, and the first poll of a room writes one more', async () => {
    const room = freshRoom();
    const [ana, vic] = [await joinAs(room, ANA), await joinAs(room, VIC)];
    await ask(ana, { type: 'msg', data: 'first' });
    const costs = async (work: () => Promise<unknown>) => {
      const before = await rowsWritten(room);
      await work();
      return (await rowsWritten(room)) - before;
    };
    expect(await costs(() => ask(ana, LUNCH))).toBe(2);
    expect(await costs(() => ask(ana, LUNCH))).toBe(1);
    expect(await costs(() => vote(vic, [], 2))).toBe(0);
    expect(await costs(() => vote(vic, [1], 2))).toBe(2);
    const again = await vote(vic, [1], 2);
    expect(again).toEqual({ type: 'ack', id: expect.any(String), seq: 2, ts: expect.any(Number), dup: true });
    expect(await costs(() => vote(vic, [1], 2))).toBe(0);
    expect(await costs(() => vote(vic, [0], 2))).toBe(2);
    expect(await costs(() => vote(vic, [], 2))).toBe(2);
    expect(await costs(() => ask(ana, { type: 'close', ref: 2 }))).toBe(2);
    expect(await costs(() => ask(ana, { type: 'close', ref: 2 }))).toBe(0);
    expect(await costs(() => ask(ana, { type: 'delete', ref: 2 }))).toBe(3);
    expect(ana.all('vote')).toHaveLength(3);
  });

  it('B19: a repeated vote gets the same answer, and another vote with its id is a conflict', async () => {
    const { vic, ana } = await roomWithPoll();
    const once = { type: 'vote', id: 'v', ref: 1, choice: [1] };
    const answers = async (frame: object) => {
      const from = vic.frames.length;
      vic.send(frame);
      await vic.settled();
      return vic.frames.slice(from).filter(({ type }) => type !== 'system');
    };
    expect(await answers(once)).toMatchObject([{ type: 'ack', seq: 2 }]);
    expect(await answers({ ...once, again: 1 })).toMatchObject([
      { type: 'ack', seq: 2, dup: true, event: { mine: [1] } },
    ]);
    expect(await answers({ ...once, choice: [0] })).toMatchObject([{ code: 'id_conflict' }]);
    expect(await answers({ type: 'close', id: 'v', ref: 1 })).toMatchObject([{ code: 'id_conflict' }]);
    // Once another vote has replaced the first, a repeat can't be told from a conflict.
    expect(await answers({ ...once, id: 'w', choice: [0] })).toMatchObject([{ type: 'ack', seq: 3 }]);
    expect(await answers(once)).toMatchObject([{ seq: 2, dup: true, event: { mine: [0] } }]);
    await ana.settled();
    expect(ana.all('vote')).toHaveLength(2);
  });

  it('B55: the vote of a 1,001st member is refused, and the row of 1,000 votes stays small', async () => {
    const room = freshRoom();
    await fillPolls(room, 1, 1_000, ['Soup', 'Cake']);
    const vic = await joinAs(room, VIC);
    expect(await vote(vic, [0])).toMatchObject({ code: 'bad_request', data: 'A poll can have at most 1000 voters.' });
    const voter = await joinAs(room, 'voter00000000007');
    expect(await vote(voter, [])).toMatchObject({ event: { voters: 999, counts: [500, 499], mine: [] } });
    expect(await vote(vic, [0])).toMatchObject({ event: { voters: 1_000, counts: [501, 499] } });
    const [row] = await runInDurableObject(stubOf(room), (_, { storage }) =>
      storage.sql.exec<{ bytes: number }>('SELECT octet_length(state) AS bytes FROM event WHERE seq = 1').toArray(),
    );
    expect(row?.bytes).toBeLessThan(65_536);
  });

  it('votes outlive an eviction, and later votes are added', async () => {
    const { room, ana, vic } = await roomWithPoll();
    await vote(vic, [1]);
    await evict(room);
    expect(await vote(vic, [1])).toMatchObject({ dup: true, seq: 1 });
    expect(await vote(ana, [1])).toMatchObject({ event: { counts: [0, 2], voters: 2 } });
    await evict(room);
    expect(await itemOf(vic)).toMatchObject({ counts: [0, 2], mine: [1] });
  });
});

describe('histories of polls', () => {
  it('a history of 100 polls with 1,000 voters each fits in one answer', async () => {
    const room = freshRoom();
    await fillPolls(room, HISTORY_LIMIT, 1_000, ['Soup', 'Cake', 'Tea']);
    const vic = await joinAs(room, 'voter00000000007');
    const page = await ask(vic, { type: 'history', limit: HISTORY_LIMIT });
    expect(page).toMatchObject({ more: false, data: { length: HISTORY_LIMIT } });
    expect(utf8Bytes(vic.raw.at(-2) ?? '')).toBeGreaterThan(10_000);
    for (const text of vic.raw) expect(utf8Bytes(text)).toBeLessThanOrEqual(ANSWER_BYTES);
    expect(page).toMatchObject({
      data: Array(HISTORY_LIMIT).fill({ counts: [334, 333, 333], voters: 1_000, mine: [1] }),
    });
  });

  it('a history of polls with the longest options stays within the limit of an answer', async () => {
    const room = freshRoom();
    const options = Array.from({ length: 20 }, (_, n) => `${String(n).padStart(2, '0')}${'🪟'.repeat(98)}`);
    await fillPolls(room, 60, 1_000, options);
    const vic = await joinAs(room, VIC);
    const page = await ask(vic, { type: 'history', limit: HISTORY_LIMIT });
    expect(page).toMatchObject({ more: true });
    for (const text of vic.raw) expect(utf8Bytes(text)).toBeLessThanOrEqual(ANSWER_BYTES);
  });
});

describe('closing a poll', () => {
  it('the author closes a poll, everybody gets the result, and nobody can vote any more', async () => {
    const { olivia, ana, vic } = await roomWithPoll();
    await vote(vic, [1]);
    expect(await ask(olivia, { type: 'close', ref: 1 })).toMatchObject({
      type: 'ack',
      seq: 3,
      event: { type: 'close', counts: [0, 1], voters: 1 },
    });
    const close = { type: 'close', seq: 3, ref: 1, from: 'Olivia', fromId: OLIVIA, counts: [0, 1], voters: 1 };
    expect(await ana.next('close')).toEqual({ ...close, ts: expect.any(Number) });
    for (const choice of [[0], []]) expect(await vote(vic, choice)).toMatchObject({ code: 'forbidden' });
    // Vic's choice is stored, and a client that doesn't know that may send it again.
    expect(await vote(vic, [1])).toMatchObject({ type: 'ack', seq: 1, dup: true });
    expect(await itemOf(vic)).toMatchObject({ closed: expect.any(Number), counts: [0, 1], mine: [1] });
  });

  it('a moderator can close a poll, which the audit list records, but no other member can', async () => {
    const { room, olivia, ana, vic } = await roomWithPoll();
    const mo = await joinAs(room, MO, { name: 'Mo' });
    await ask(olivia, { type: 'mod', data: { action: 'role', who: MO, role: 'moderator' } });
    await ask(ana, LUNCH);
    await ask(ana, LUNCH);
    await vote(vic, [1], 3);
    expect(await ask(vic, { type: 'close', ref: 3 })).toMatchObject({ code: 'forbidden' });
    expect(await ask(mo, { type: 'close', ref: 3 })).toMatchObject({ type: 'ack' });
    expect(await ask(ana, { type: 'close', ref: 4 })).toMatchObject({ type: 'ack' });
    expect(await ask(vic, { type: 'close', ref: 3 })).toMatchObject({ type: 'ack', seq: 3, dup: true });
    const audit = await ask(mo, { type: 'audit' });
    expect(audit.type === 'audit' && audit.data).toMatchObject([
      { type: 'close', ref: 3, from: 'Mo', counts: [0, 1], voters: 1 },
      { type: 'mod' },
    ]);
  });
});

describe('B55: who voted for what', () => {
  /** Every frame about votes that these peers received, as text. */
  const told = (...peers: Peer[]) =>
    peers.flatMap(({ frames }) => frames.filter(isAboutVotes)).map((frame) => JSON.stringify(frame));
  const isAboutVotes = ({ type }: SingleFrame) => type !== 'system' && type !== 'welcome' && type !== 'who';

  it('other members get neither choices nor voters in any frame, item, export or audit list', async () => {
    const { room, olivia, ana, vic, epoch } = await roomWithPoll();
    const base = await joinBase(room);
    await vote(vic, [1]);
    await vote(vic, [0]);
    await ask(olivia, { type: 'close', ref: 1 });
    await evict(room);
    const mo = await joinAs(room, MO, { since: 0, epoch });
    for (const peer of [olivia, mo, ana])
      for (const frame of [{ type: 'history' }, { type: 'search', data: 'lunch' }, { type: 'audit' }])
        await ask(peer, frame);
    await base.settled();
    expect(mo.all('vote')).toHaveLength(2);
    const { entries } = await runInDurableObject(stubOf(room), ({ log }: RoomObject) => exportPage(settledOf(log), 0));
    const texts = [...told(olivia, ana, mo, base), JSON.stringify(entries)];
    for (const text of texts) for (const secret of [...VIC_SAYS, '"mine"']) expect(text).not.toContain(secret);
    expect(entries.map((entry) => lineOf(entry)).join()).not.toContain('Vic');
  });

  it('the voter’s own sessions get the choice live and in a replay, and nobody else does', async () => {
    const { room, ana, vic, epoch } = await roomWithPoll();
    const phone = await joinAs(room, VIC, { name: 'Vic', session: 'vic-phone' });
    await vote(vic, [1]);
    await vote(ana, [0]);
    await phone.settled();
    expect(phone.all('vote')).toMatchObject([{ counts: [0, 1], mine: [1] }, { counts: [1, 1] }]);
    expect(phone.all('vote')[1]).not.toHaveProperty('mine');
    phone.close(1000);
    await vote(vic, [0]);
    const back = await joinAs(room, VIC, { name: 'Vic', session: 'vic-phone', since: 1, epoch });
    await back.settled();
    expect(back.all('vote')).toMatchObject([{ seq: 2, mine: [0] }, { seq: 3 }, { seq: 4, counts: [2, 0], mine: [0] }]);
    expect(await itemOf(back)).toMatchObject({ mine: [0] });
    expect(await itemOf(ana)).toMatchObject({ mine: [0], counts: [2, 0] });
  });

  it('the voter’s name is free once they leave, so nobody can tell that they voted', async () => {
    const { room, olivia, vic } = await roomWithPoll();
    await vote(vic, [1]);
    vic.close(1000);
    await olivia.next('system', (frame) => frame.event === 'leave');
    const other = await joinAs(room, MO, { name: 'Vic' });
    expect(other.all('welcome')[0]?.data.self.name).toBe('Vic');
  });

  it('the refusal of a vote on a closed poll doesn’t reveal other voters', async () => {
    const { olivia, vic, ana } = await roomWithPoll();
    await vote(vic, [1]);
    await ask(olivia, { type: 'close', ref: 1 });
    const refused = (await vote(ana, [0])) as ErrorFrame;
    for (const secret of VIC_SAYS) expect(JSON.stringify(refused)).not.toContain(secret);
  });
});
