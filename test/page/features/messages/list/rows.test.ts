import { describe, expect, test } from 'vitest';
import type { Change, Message, Notice, Outgoing } from '../../../../../src/client/index.ts';
import { lowerBound } from '../../../../../src/client/index.ts';
import {
  GROUP_LEAST,
  GROUP_MS,
  type RowsInput,
  rowsOf,
  TRIM_ROWS,
  WINDOW_ROWS,
} from '../../../../../src/page/features/messages/list/rows.ts';

const NOON = new Date(2026, 10, 20, 12).getTime();
const MINUTE = 60_000;

const message = (seq: number, over: Partial<Extract<Message, { type?: never }>> = {}): Message => ({
  seq,
  from: 'Ana',
  fromId: 'ana',
  data: `m${seq}`,
  ts: NOON + seq * 1_000,
  ...over,
});
const many = (count: number, from = 1): Message[] => Array.from({ length: count }, (_, index) => message(from + index));
const notice = (key: number, after: number): Notice => ({
  key,
  after,
  ts: NOON,
  event: 'join',
  who: [{ id: `p${key}`, name: `P${key}` }],
  count: 2,
  text: '',
});
const outgoing = (id: string, over: Partial<Extract<Outgoing, { type: 'msg' }>> = {}): Outgoing => ({
  type: 'msg',
  id,
  data: id,
  createdMs: NOON,
  status: 'sending',
  ...over,
});
const rows = (over: Partial<RowsInput>) =>
  rowsOf({
    messages: [],
    notices: [],
    outbox: [],
    changes: [],
    self: { id: 'me', name: 'Me' },
    start: undefined,
    newest: WINDOW_ROWS - TRIM_ROWS,
    dividerAfter: undefined,
    ...over,
  });
const keys = (over: Partial<RowsInput>) => rows(over).rows.map(({ key }) => key);
const firsts = (over: Partial<RowsInput>) => rows(over).rows.flatMap((row) => ('first' in row ? [row.first] : []));

describe('message groups', () => {
  test('messages of one author within five minutes form a group', () => {
    const messages = [message(1), message(2), message(3, { fromId: 'bo' }), message(4)];
    expect(firsts({ messages })).toEqual([true, false, true, true]);
  });

  test('the name is shown again after five minutes of silence', () => {
    const messages = [
      message(1, { ts: NOON }),
      message(2, { ts: NOON + GROUP_MS - 1 }),
      message(3, { ts: NOON + 3 * GROUP_MS }),
    ];
    expect(firsts({ messages })).toEqual([true, false, true]);
  });

  test('another name of the same author begins a new group', () => {
    const messages = [message(1), message(2, { from: 'Boss' }), message(3, { from: 'Boss' }), message(4)];
    expect(firsts({ messages })).toEqual([true, true, false, true]);
  });

  test('an unsent message is grouped under the author’s present name', () => {
    const messages = [message(1, { from: 'Kim', fromId: 'me' })];
    const outbox = [outgoing('a'), outgoing('b')];
    expect(firsts({ messages, outbox, self: { id: 'me', name: 'Kim' } })).toEqual([true, false, false]);
    expect(firsts({ messages, outbox, self: { id: 'me', name: 'Boss' } })).toEqual([true, true, false]);
  });

  test('a long group repeats its author, wherever the window begins', () => {
    const messages = many(320);
    const shown = rows({ messages }).rows.flatMap((row) => (row.kind === 'message' ? [row] : []));
    const gaps = shown
      .flatMap(({ first }, at) => (first ? [at] : []))
      .map((at, index, all) => at - (all[index - 1] ?? at));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(16);
    expect(Math.min(...gaps.slice(1))).toBeGreaterThanOrEqual(GROUP_LEAST);
    const within = rows({ messages, start: 100 }).rows.flatMap((row) => (row.kind === 'message' ? [row] : []));
    expect(within.slice(1).map(({ key, first }) => [key, first])).toEqual(
      shown.slice(-within.length + 1).map(({ key, first }) => [key, first]),
    );
  });

  test('a group whose messages come minutes apart repeats its author from time to time', () => {
    const messages = many(20).map((one) => ({ ...one, ts: NOON + one.seq * 4 * MINUTE }));
    const shown = firsts({ messages }).flatMap((first, at) => (first ? [at] : []));
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.length).toBeLessThan(5);
  });

  test('a short group doesn’t repeat its author', () => {
    const messages = [message(12, { fromId: 'bo', from: 'Bo' }), message(14), message(15), message(16), message(17)];
    expect(firsts({ messages })).toEqual([true, true, false, false, false]);
  });

  test('a notice between two messages ends a group', () => {
    expect(firsts({ messages: many(2), notices: [notice(1, 1)] })).toEqual([true, true]);
  });

  test('a group does not depend on where the window begins', () => {
    const messages = many(10);
    expect(firsts({ messages, start: 5 }).every((first) => !first)).toBe(true);
  });
});

describe('a pending edit', () => {
  const edit = (id: string, over: Partial<Change> = {}): Change =>
    Object.assign({ id, createdMs: NOON, status: 'sending' as const, type: 'edit' as const, ref: 2, data: id }, over);
  const waiting = (changes: Change[]) =>
    rows({ messages: many(2), changes }).rows.flatMap((row) => (row.kind === 'message' ? [row.waiting?.id] : []));

  test('the last of several pending edits is shown at its message', () => {
    expect(waiting([edit('one'), edit('two')])).toEqual([undefined, 'two']);
  });

  test('neither a failed edit nor another pending change is shown as a pending edit', () => {
    expect(waiting([edit('one', { status: 'failed' })])).toEqual([undefined, undefined]);
    expect(waiting([{ id: 'x', createdMs: NOON, status: 'sending', type: 'delete', ref: 2 }])).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('days', () => {
  test('each day has one separator', () => {
    const messages = [message(1), message(2), message(3, { ts: NOON + 24 * 60 * MINUTE })];
    expect(keys({ messages })).toEqual(['d1', 'm1', 'm2', 'd3', 'm3']);
  });

  test('the separator is at the reader’s local midnight', () => {
    const midnight = new Date(2026, 10, 21).getTime();
    const messages = [message(1, { ts: midnight - 1 }), message(2, { ts: midnight })];
    expect(keys({ messages })).toEqual(['d1', 'm1', 'd2', 'm2']);
  });
});

describe('the unread divider', () => {
  test('the divider comes before the first unread message', () => {
    expect(keys({ messages: many(4), dividerAfter: 2 })).toEqual(['d1', 'm1', 'm2', 'new', 'm3', 'm4']);
  });

  test("the divider never comes before a message of the reader's own", () => {
    const messages = [message(1), message(2, { fromId: 'me' }), message(3, { own: true, fromId: 'x' }), message(4)];
    expect(keys({ messages, dividerAfter: 1 })).toEqual(['d1', 'm1', 'm2', 'm3', 'new', 'm4']);
  });

  test('there is no divider if nothing is unread, or if it would be above the window', () => {
    expect(keys({ messages: many(2), dividerAfter: 2 })).not.toContain('new');
    expect(keys({ messages: many(10), dividerAfter: 2, start: 6 })).not.toContain('new');
    expect(keys({ messages: many(10), dividerAfter: 5, start: 6 })).toContain('new');
  });
});

describe('notices of joins and leaves', () => {
  test('all notices after a message are in one row', () => {
    const notices = [notice(1, 1), notice(2, 1), notice(3, 2)];
    expect(keys({ messages: many(2), notices })).toEqual(['d1', 'm1', 'n1', 'm2', 'n3']);
  });

  test('an unchanged row stays the same object', () => {
    const notices = [notice(1, 1), notice(2, 1)];
    const row = () => rows({ messages: many(2), notices }).rows.find(({ kind }) => kind === 'notices');
    expect(row()).toBe(row());
  });
});

describe('unsent messages', () => {
  test("unsent messages come last, grouped with the reader's message before them", () => {
    const messages = [message(1, { fromId: 'me', from: 'Me', ts: NOON })];
    const outbox = [outgoing('a'), outgoing('b', { createdMs: NOON + 2 * GROUP_MS })];
    expect(keys({ messages, outbox })).toEqual(['d1', 'm1', 'oa', 'ob']);
    expect(firsts({ messages, outbox })).toEqual([true, false, true]);
  });

  test('refused messages come below unsent ones, each with its own name and time', () => {
    const messages = [message(1, { fromId: 'me', from: 'Me', ts: NOON })];
    const outbox = [outgoing('a', { status: 'failed' }), outgoing('b'), outgoing('c', { status: 'failed' })];
    expect(keys({ messages, outbox })).toEqual(['d1', 'm1', 'ob', 'oa', 'oc']);
    expect(firsts({ messages, outbox })).toEqual([true, false, true, true]);
  });

  test("only the last of the reader's own messages has a receipt", () => {
    const messages = [message(1, { own: true }), message(2, { own: true }), message(3)];
    const receipts = rows({ messages }).rows.flatMap((row) => (row.kind === 'message' ? [row.receipt] : []));
    expect(receipts).toEqual([false, true, false]);
  });
});

describe('the window', () => {
  test('the window normally ends with the newest message, and has a maximum size', () => {
    const { rows: shown, more } = rows({ messages: many(10_000) });
    expect(shown.length).toBeLessThanOrEqual(WINDOW_ROWS);
    expect(shown.length).toBeGreaterThanOrEqual(WINDOW_ROWS - TRIM_ROWS);
    expect(shown.at(-1)?.key).toBe('m10000');
    expect(more).toEqual({ above: true, below: false });
  });

  test('the window has few rows at the end, and up to the maximum after scrolling up', () => {
    expect(rows({ messages: many(10_000), newest: 120 }).rows.length).toBeLessThan(120 + TRIM_ROWS + 2);
    expect(rows({ messages: many(10_000), newest: 120, start: 5_000 }).rows).toHaveLength(WINDOW_ROWS);
  });

  test('the window keeps its beginning as messages arrive, and then moves by many rows at once', () => {
    const begins = Array.from({ length: TRIM_ROWS }, (_, more) => rows({ messages: many(1_000 + more) }).rows[0]?.key);
    expect(new Set(begins).size).toBe(2);
  });

  test('the window keeps all its rows when the reader leaves its end', () => {
    for (const length of [1_000, 1_030, 1_059]) {
      const pinned = rows({ messages: many(length) });
      const start = Number(pinned.rows.find(({ kind }) => kind === 'message')?.key.slice(1));
      expect(rows({ messages: many(length), start })).toEqual(pinned);
    }
  });

  test('the window can begin at a given message', () => {
    const { rows: shown, more } = rows({ messages: many(10_000), start: 5_000, outbox: [outgoing('a')] });
    expect(shown.length).toBeLessThanOrEqual(WINDOW_ROWS);
    expect(shown[0]?.key).toBe('m5000');
    expect(shown.at(-1)?.key).not.toBe('oa');
    expect(more).toEqual({ above: true, below: true });
  });

  test('the window has no more rows if there are notices between all messages', () => {
    const notices = Array.from({ length: 200 }, (_, index) => notice(index, 9_800 + index));
    expect(rows({ messages: many(10_000), notices }).rows).toHaveLength(WINDOW_ROWS);
    expect(rows({ messages: many(10_000), notices, start: 9_750 }).rows).toHaveLength(WINDOW_ROWS);
  });

  test('the window finds its beginning if the first message is gone', () => {
    expect(lowerBound(many(5, 10), 12)).toBe(2);
    expect(lowerBound([message(10), message(20)], 15)).toBe(1);
    expect(lowerBound([], 15)).toBe(0);
  });
});

describe('related data of a message', () => {
  const failed = (over: Partial<Change>): Change =>
    ({
      type: 'delete',
      ref: 1,
      id: 'c',
      createdMs: NOON,
      status: 'failed',
      ...over,
    }) as Change;

  test('a reply comes with its original if that is loaded', () => {
    const messages = [message(4), message(5, { re: 4 }), message(6, { re: 2 })];
    const quoted = rows({ messages, outbox: [outgoing('o', { re: 5 })] }).rows.map((row) =>
      'quoted' in row ? row.quoted?.seq : undefined,
    );
    expect(quoted.slice(-4)).toEqual([undefined, 4, undefined, 5]);
  });

  test('a refused change is shown at its message, and a pending one is not', () => {
    const messages = many(2);
    const changes = [failed({ ref: 2, id: 'a' }), failed({ ref: 1, id: 'b', status: 'sending' })];
    const ids = rows({ messages, changes }).rows.map((row) => (row.kind === 'message' ? row.failure?.id : undefined));
    expect(ids.slice(-2)).toEqual([undefined, 'a']);
  });
});
