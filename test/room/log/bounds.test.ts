/**
 * Every answer is bounded in bytes, and every call in work, which is measured as the rows that SQLite reports as read.
 * Prices are in test/limits/bounds.test.ts.
 */

import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { initialState } from '../../../src/client/room-state/client-state.ts';
import { reduce } from '../../../src/client/room-state/reduce.ts';
import type { SingleFrame } from '../../../src/protocol/frames.ts';
import {
  ANSWER_BYTES,
  DEDUPE_WINDOW,
  HISTORY_LIMIT,
  HISTORY_SCAN,
  REPEAT_SCAN,
  WELCOME_HISTORY,
} from '../../../src/protocol/limits.ts';
import { utf8Bytes } from '../../../src/protocol/text.ts';
import { exportPage } from '../../../src/room/admin/export.ts';
import type { Stored } from '../../../src/room/events/body.ts';
import type { EventLog } from '../../../src/room/log/event-log.ts';
import type { RoomObject } from '../../../src/room/object.ts';
import { search } from '../../../src/room/queries/search.ts';
import { ask, evict, fill, freshRoom, join, joinAs, type Peer, settledOf, stubOf } from '../support.ts';

const inLog = <T>(room: string, work: (log: EventLog<Stored>) => T): Promise<T> =>
  runInDurableObject(stubOf(room), ({ log }: RoomObject) => work(log));
/** Rows read so far. Reading a range also reads the row behind it, so tests allow one more for each range. */
const rowsRead = (room: string): Promise<number> => inLog(room, (log) => log.rowsRead);
const epochOf = (room: string): Promise<string> => inLog(room, ({ epoch }) => epoch);

/** Stores edits and deletions of messages by the member of `fill`, together with the changed messages. */
function change(
  room: string,
  changes: readonly { kind: 'edit' | 'delete'; ref: number; data?: string }[],
): Promise<void> {
  return inLog(room, (log) => {
    const by = { member: '~filler000000', sessionTag: 'filler', name: 'Fil', clientEventId: null };
    const { head } = log;
    const events = changes.map(({ kind, ref }, i): Stored => {
      return { ...by, kind, ref, seq: head + 1 + i, ts: 1_800_000_000_000 + i, body: {} };
    });
    const last = new Map(changes.map(({ kind, ref, data = '' }, i) => [ref, { kind, data, i }]));
    const effects = [...last].map(([seq, { kind, data, i }]) => {
      const state = kind === 'edit' ? { edited: 1_800_000_000_000 + i } : { gone: true as const };
      const message = { ...by, kind: 'msg' as const, ref: null, seq, ts: log.get(seq)?.ts ?? 0 };
      return { on: 'item' as const, item: { ...message, body: { text: data, state } }, erases: true };
    });
    log.append(events, effects);
  });
}

/** A message of the maximum length, at four bytes a character. */
const LONGEST = '🪟'.repeat(4_000);
const MEMBERS = Array.from({ length: 500 }, (_, n) => `~member${String(n).padStart(6, '0')}`);

/** Stores the largest possible messages: the longest text and as many reactions as allowed. */
async function fillHuge(room: string, count: number): Promise<void> {
  await fill(room, count, () => LONGEST);
  await runInDurableObject(stubOf(room), (_, { storage }) => {
    storage.sql.exec('UPDATE event SET state = ?', JSON.stringify({ reacts: { '👍': MEMBERS } }));
  });
  await evictIfAwake(room);
}

async function evictIfAwake(room: string): Promise<void> {
  await inLog(room, (log) => log.floor);
  await evict(room);
}

const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, n) => from + n);

describe('B44: a resume', () => {
  it('a replay of 1,000 edits of one message reads its text once and sends it with the last edit only', async () => {
    const room = freshRoom();
    await fill(room, 1, () => 'short');
    await change(
      room,
      upTo(1_000).map(() => ({ kind: 'edit', ref: 1, data: LONGEST })),
    );
    await evict(room);
    await inLog(room, (log) => [log.floor, log.latest(WELCOME_HISTORY), log.recent()]);
    const before = await rowsRead(room);
    const bo = await join(room, { since: 1, epoch: await epochOf(room) });
    await bo.settled();
    expect(bo.all('welcome')[0]?.data.recovered).toBe(true);
    expect(bo.all('edit').map(({ data }) => data)).toEqual([...Array(999).fill(''), LONGEST]);
    // The edits and one message.
    expect((await rowsRead(room)) - before).toBeLessThanOrEqual(1_002);
    expect(bo.raw.reduce((sum, text) => sum + utf8Bytes(text), 0)).toBeLessThan(200_000);
  });

  it('a replay of edits followed by the deletion of a message does not read its text', async () => {
    const room = freshRoom();
    await fill(room, 70, () => 'text');
    await change(room, [
      { kind: 'edit', ref: 1, data: 'longer' },
      { kind: 'edit', ref: 1, data: 'longer still' },
      { kind: 'delete', ref: 1 },
    ]);
    await evict(room);
    const epoch = await epochOf(room);
    await inLog(room, (log) => [log.floor, log.latest(WELCOME_HISTORY), log.recent()]);
    const before = await rowsRead(room);
    const bo = await join(room, { since: 70, epoch });
    await bo.settled();
    expect([bo.all('edit').map(({ data }) => data), bo.all('delete').length]).toEqual([['', ''], 1]);
    expect((await rowsRead(room)) - before).toBeLessThanOrEqual(4);
  });

  it.each([2, 3, 4, 5, 6, 7])(
    'a resume from %i ends in the same view as a fresh connect, however often messages were edited',
    async (since) => {
      const room = freshRoom();
      await fill(room, 2, (n) => `text ${n}`);
      const epoch = await epochOf(room);
      const edit = (ref: number, data: string) => change(room, [{ kind: 'edit', ref, data }]);
      /** The newest event → the frames of a client that joined at that time. */
      const seen = new Map<number, SingleFrame[]>();
      const look = async () => {
        const peer = await join(room);
        await peer.settled();
        return peer.frames;
      };
      const note = async () => seen.set(await inLog(room, ({ head }) => head), await look());
      await note();
      for (const [ref, data] of [
        [1, 'once'],
        [2, 'other'],
        [1, 'twice'],
        [1, 'thrice'],
        [1, 'at last'],
      ] as const) {
        await edit(ref, data);
        await note();
      }
      await change(room, [{ kind: 'delete', ref: 2 }]);
      const stateOf = (frames: SingleFrame[], state = initialState(room)) => reduce(state, frames, { nowMs: 0 }).state;
      const fresh = stateOf(await look());
      const old = stateOf(seen.get(since) ?? []);
      expect(old.head).toBe(since);
      const back = await join(room, { since: old.head, epoch });
      await back.settled();
      expect(back.all('welcome')[0]?.data.recovered).toBe(true);
      expect(stateOf(back.frames, old).messages).toEqual(fresh.messages);
    },
  );

  it('a resume that missed more than 1 MiB stops reading at that point, and the next one reads nothing', async () => {
    const room = freshRoom();
    await fill(room, 1_000, () => 'x'.repeat(4_000));
    await evict(room);
    const epoch = await epochOf(room);
    await inLog(room, (log) => [log.floor, log.latest(WELCOME_HISTORY), log.recent()]);
    const missed = async (since: number) => {
      const before = await rowsRead(room);
      const { recovered } = (await join(room, { since, epoch })).all('welcome')[0]?.data ?? {};
      return [recovered, (await rowsRead(room)) - before];
    };
    const [recovered, rows] = await missed(10);
    expect(recovered).toBe(false);
    expect(rows).toBeLessThan(1_048_576 / 4_000);
    expect(await missed(10)).toEqual([false, 0]);
    expect(await missed(500)).toEqual([false, 0]);
    // A client that missed less gets all of it.
    expect(await missed(900)).toEqual([true, 101]);
  });
});

describe('B44: an answer', () => {
  it('an answer to history is bounded in bytes and reads at most one further message, and paging reaches each message once', async () => {
    const room = freshRoom();
    await fillHuge(room, 45);
    const ana = await join(room);
    await ana.settled();
    for (const direction of ['before', 'after'] as const) {
      const seqs: number[] = [];
      for (let at = direction === 'before' ? 46 : 0, more = true; more; ) {
        const before = await rowsRead(room);
        const page = await ask(ana, { type: 'history', [direction]: at, limit: HISTORY_LIMIT });
        if (page.type !== 'history') throw new Error(JSON.stringify(page));
        expect(utf8Bytes(JSON.stringify(page))).toBeLessThanOrEqual(ANSWER_BYTES);
        expect((await rowsRead(room)) - before).toBeLessThanOrEqual(page.data.length + 2);
        expect([page.first, page.last]).toEqual([page.data[0]?.seq, page.data.at(-1)?.seq]);
        const found = page.data.map(({ seq }) => seq);
        if (direction === 'before') seqs.unshift(...found);
        else seqs.push(...found);
        ({ more } = page);
        at = direction === 'before' ? page.first : page.last;
      }
      expect(seqs).toEqual(upTo(45));
    }
  });

  it('an answer to history scans at most 100,000 events and says where to continue even if it found no message', async () => {
    const room = freshRoom();
    const ana = await join(room);
    await fill(room, 3, (n) => `message ${n}`);
    const head = 2 * HISTORY_SCAN - 10;
    await runInDurableObject(stubOf(room), ({ log }: RoomObject, { storage }) => {
      storage.sql.exec(
        `INSERT INTO event (seq, kind, ref, member, sid, name, ts, data)
          WITH RECURSIVE place(seq) AS (SELECT 4 UNION ALL SELECT seq + 1 FROM place WHERE seq < ?)
          SELECT seq, 'react', 1, '~filler000000', 'filler', 'Fil', ?, '👍' FROM place`,
        head,
        Date.now(),
      );
      log.reset();
    });
    const page = async (frame: object) => {
      const before = await rowsRead(room);
      const answer = await ask(ana, { type: 'history', ...frame });
      expect((await rowsRead(room)) - before).toBeLessThanOrEqual(HISTORY_SCAN + 5);
      return answer;
    };
    const end = head + 1 - HISTORY_SCAN;
    expect(await page({})).toMatchObject({ data: [], first: end, last: end, more: true });
    expect(await page({ before: end })).toMatchObject({ data: [{ seq: 1 }, { seq: 2 }, { seq: 3 }], more: false });
    expect(await page({ after: 3 })).toMatchObject({ data: [], last: 3 + HISTORY_SCAN, more: true });
    expect(await page({ after: 3 + HISTORY_SCAN })).toMatchObject({ data: [], last: 0, more: false });
    const bo = await join(room);
    expect(await bo.next('history')).toMatchObject({ data: [], first: end, more: true });
  });

  it('an answer can be a single message larger than its limit', async () => {
    const room = freshRoom();
    await fill(room, 3, (n) => (n === 1 ? 'x'.repeat(2 * ANSWER_BYTES) : 'x'));
    const ana = await join(room);
    expect(await ask(ana, { type: 'history', before: 3 })).toMatchObject({ first: 2, last: 2, more: true });
    expect(await ask(ana, { type: 'history', after: 1 })).toMatchObject({ first: 2, last: 2, more: true });
    expect(await ask(ana, { type: 'history', before: 2 })).toMatchObject({ first: 1, last: 1, more: false });
  });

  it('the window after the welcome is bounded, and so is its copy in memory when edits lengthen messages', async () => {
    const room = freshRoom();
    await fillHuge(room, 45);
    const windowOf = async () => {
      const peer = await join(room);
      const window = await peer.next('history');
      expect(utf8Bytes(JSON.stringify(window))).toBeLessThanOrEqual(ANSWER_BYTES);
      return window;
    };
    const window = await windowOf();
    expect(window).toMatchObject({ last: 45, more: true });
    await fill(room, 10, () => 'small');
    await fill(room, 10, () => LONGEST);
    expect(await windowOf()).toMatchObject({ last: 65, more: true });
    await fill(room, 48, () => 'small');
    expect((await windowOf()).data).toHaveLength(50);
    await change(
      room,
      upTo(48, 66).map((ref) => ({ kind: 'edit', ref, data: LONGEST })),
    );
    expect((await windowOf()).data.length).toBeLessThan(20);
    const held = await inLog(room, (log) => JSON.stringify(log.latest(WELCOME_HISTORY).events));
    expect(utf8Bytes(held)).toBeLessThanOrEqual(ANSWER_BYTES);
  });

  it('an answer to a search is bounded, and paging finds each message once', async () => {
    const room = freshRoom();
    await fillHuge(room, 45);
    await inLog(room, (log) => {
      const seqs: number[] = [];
      for (let at = 46; at > 0; ) {
        const { events, before } = search(settledOf(log), ['🪟'], at);
        expect(utf8Bytes(JSON.stringify(events))).toBeLessThanOrEqual(ANSWER_BYTES);
        seqs.unshift(...events.map(({ seq }) => seq).reverse());
        at = before;
      }
      expect(seqs).toEqual(upTo(45));
    });
  });

  it('an answer to audit ends even if it starts beyond the newest event', async () => {
    const room = freshRoom();
    const olivia = await joinAs(room, 'admin00000000000');
    await ask(olivia, { type: 'set', data: { topic: 'one' } });
    const answer = await ask(olivia, { type: 'audit', before: Number.MAX_SAFE_INTEGER });
    expect(answer).toMatchObject({ data: [{ seq: 1 }], before: 0 });
  });

  it('an answer to audit is bounded, and paging finds each act once', async () => {
    const room = freshRoom();
    await fill(room, 60, () => JSON.stringify({ topic: 'x'.repeat(16_000) }));
    await inLog(room, (log) => log.floor);
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      storage.sql.exec("UPDATE event SET kind = 'set'");
    });
    await inLog(room, (log) => {
      const seqs: number[] = [];
      for (let at = 61; at > 0; ) {
        const { events, before } = log.audited(at, 100, 1_000);
        expect(utf8Bytes(JSON.stringify(events))).toBeLessThanOrEqual(ANSWER_BYTES);
        seqs.unshift(...events.map(({ seq }) => seq).reverse());
        at = before;
      }
      expect(seqs).toEqual(upTo(60));
    });
  });

  it('a page of an export is bounded, and the pages have each message once', async () => {
    const room = freshRoom();
    await fillHuge(room, 45);
    await inLog(room, (log) => {
      const seqs: number[] = [];
      for (let after = 0; after < 45; ) {
        const page = exportPage(settledOf(log), after);
        expect(utf8Bytes(JSON.stringify(page))).toBeLessThanOrEqual(ANSWER_BYTES);
        seqs.push(...page.entries.map(({ seq }) => seq));
        after = page.last;
      }
      expect(seqs).toEqual(upTo(45));
    });
  });
});

describe('B45: a repeated event', () => {
  const LONG = 3 * REPEAT_SCAN;

  /** A long log of events by others, with one event of a session at place `at`. */
  async function longRoom(at: number): Promise<{ room: string; ana: Peer }> {
    const room = freshRoom();
    await fill(room, at - 1, () => 'x');
    const ana = await join(room);
    expect(await ask(ana, { type: 'msg', data: 'mine' })).toMatchObject({ seq: at });
    await fill(room, LONG - at, () => 'x');
    await inLog(room, (log) => [log.floor, log.recent()]);
    return { room, ana };
  }

  type Sent = { type: string; id: string; [field: string]: unknown };

  /** Sends a frame and repeats it for as long as the room answers `busy`. */
  async function repeatUntilAnswered(
    room: string,
    peer: Peer,
    frame: Sent,
  ): Promise<{ answer: SingleFrame; rows: number[] }> {
    for (const rows: number[] = []; ; ) {
      const before = await rowsRead(room);
      const from = peer.frames.length;
      peer.send(frame);
      await peer.settled();
      rows.push((await rowsRead(room)) - before);
      const answer = peer.frames.slice(from).find((other) => 'id' in other && other.id === frame.id);
      if (!answer) throw new Error('the frame was not answered');
      if (answer.type !== 'error' || answer.retryAfterMs === undefined) return { answer, rows };
      expect(answer.code).toBe('busy');
      if (rows.length > 100) throw new Error('the room keeps answering busy');
    }
  }

  const mine = (peer: Peer) => peer.all('ack')[0]?.id ?? '';

  it.each([
    ['edit', { data: 'x' }],
    ['delete', {}],
    ['react', { data: '👍' }],
  ])('a repeat is refused without a scan if it is the %s of a message that never existed', async (type, more) => {
    const { room, ana } = await longRoom(1);
    const { answer, rows } = await repeatUntilAnswered(room, ana, { type, id: 'e', ref: 999_999, again: 0, ...more });
    expect(answer).toMatchObject({ type: 'error', code: 'not_found' });
    expect(rows).toEqual([0]);
  });

  it('a repeat that replies to a message that never existed is refused without a scan', async () => {
    const { room, ana } = await longRoom(1);
    const frame = { type: 'msg', id: 'e', data: 'x', re: 999_999, again: 0 };
    const { answer, rows } = await repeatUntilAnswered(room, ana, frame);
    expect(answer).toMatchObject({ type: 'error', code: 'bad_request' });
    expect(rows).toEqual([0]);
  });

  it('each attempt scans 5,000 events for a repeat, which is found wherever it is', async () => {
    const at = 2 * REPEAT_SCAN + 100;
    const { room, ana } = await longRoom(at);
    const { answer, rows } = await repeatUntilAnswered(room, ana, {
      type: 'msg',
      id: mine(ana),
      data: 'mine',
      again: 0,
    });
    expect(answer).toMatchObject({ type: 'ack', seq: at, dup: true });
    expect(rows).toEqual([REPEAT_SCAN + 1, REPEAT_SCAN + 1, 100]);
  });

  it('an event that is repeated but was never stored is stored after the whole range has been scanned', async () => {
    const { room, ana } = await longRoom(1);
    const { answer, rows } = await repeatUntilAnswered(room, ana, { type: 'msg', id: 'new', data: 'new', again: 0 });
    expect(answer).toMatchObject({ type: 'ack', seq: LONG + 1 });
    expect(answer).not.toHaveProperty('dup');
    expect(rows).toEqual([REPEAT_SCAN + 1, REPEAT_SCAN + 1, REPEAT_SCAN - DEDUPE_WINDOW + 1]);
  });

  it('the log is not scanned again for a repeat that was refused after a complete scan', async () => {
    const { room, ana } = await longRoom(1);
    const frame = { type: 'edit', id: 'e', ref: 2, data: 'not mine', again: 0 };
    await repeatUntilAnswered(room, ana, frame);
    const { answer, rows } = await repeatUntilAnswered(room, ana, frame);
    expect(answer).toMatchObject({ code: 'forbidden' });
    // The message to which the edit refers.
    expect(rows).toEqual([1]);
  });

  it('a repeat with an earlier `again` makes the scan start there', async () => {
    const { room, ana } = await longRoom(10);
    const repeat = (again: number) =>
      repeatUntilAnswered(room, ana, { type: 'msg', id: mine(ana), data: 'mine', again });
    await inLog(room, (log) => log.recent());
    // The `again` is wrong, because the message was sent earlier. So it isn't found and is stored once more.
    expect((await repeat(LONG - 100)).answer).toMatchObject({ seq: LONG + 1 });
    await fill(room, 100, () => 'x');
    expect((await repeat(0)).answer).toMatchObject({ seq: 10, dup: true });
  });

  it('a repeat is acknowledged even if its message was deleted since, far back in the log', async () => {
    const { room, ana } = await longRoom(1);
    const edit = { type: 'edit', id: 'edit', ref: 1, data: 'changed', again: LONG };
    ana.send(edit);
    await ana.next('ack', ({ id }) => id === 'edit');
    await ask(ana, { type: 'delete', ref: 1 });
    await fill(room, 100, () => 'x');
    expect((await repeatUntilAnswered(room, ana, edit)).answer).toMatchObject({
      type: 'ack',
      seq: LONG + 1,
      dup: true,
    });
  });
});

describe('B45: slow mode', () => {
  it('slow mode scans 10,000 events after a wake, however many there are', async () => {
    const room = freshRoom();
    const ana = await join(room);
    await ask(ana, { type: 'msg', data: 'first' });
    await runInDurableObject(stubOf(room), (_, { storage }) => {
      storage.sql.exec(
        `WITH RECURSIVE n(seq) AS (SELECT 2 UNION ALL SELECT seq + 1 FROM n WHERE seq < 30000)
         INSERT INTO event SELECT n.seq, 'msg', NULL, 'other', 's', NULL, 'Other', ?, 'x', NULL FROM n`,
        Date.now(),
      );
      storage.sql.exec(`UPDATE meta SET settings = '{"slow":3600}'`);
    });
    await evict(room);
    await inLog(room, (log) => log.recent());
    const before = await rowsRead(room);
    await ask(ana, { type: 'msg', data: 'second' });
    expect((await rowsRead(room)) - before).toBeLessThanOrEqual(10_000);
  });
});
