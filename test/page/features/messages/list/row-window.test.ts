import { describe, expect, test } from 'vitest';
import type { Message } from '../../../../../src/client/index.ts';
import {
  CONTEXT_ROWS,
  firstSeq,
  newestRows,
  nextStart,
  PAGE_ROWS,
  rowsIn,
  type Shown,
  seqBefore,
  type WindowEvent,
} from '../../../../../src/page/features/messages/list/row-window.ts';
import { NEWEST_ROWS, rowsOf, TRIM_ROWS, WINDOW_ROWS } from '../../../../../src/page/features/messages/list/rows.ts';

const NOON = new Date(2026, 10, 20, 12).getTime();
const MESSAGES = Array.from(
  { length: 500 },
  (_, index): Message => ({ seq: index + 1, from: 'Ana', fromId: 'ana', data: 'a', ts: NOON + index }),
);

/** The rows of a window that begins at `start`, or ends with the newest message. */
const shown = (start: number | undefined, messages: readonly Message[] = MESSAGES): Shown => ({
  messages,
  ...rowsOf({
    messages,
    notices: [],
    outbox: [],
    changes: [],
    self: { id: 'me', name: 'Me' },
    start,
    newest: NEWEST_ROWS,
    unreadAfter: undefined,
  }),
});

describe('the window', () => {
  const top = firstSeq(shown(undefined).rows) ?? 0;

  interface Case {
    name: string;
    start: number | undefined;
    event: WindowEvent;
    next: number | undefined;
  }
  test.each<Case>([
    { name: 'ends with the newest at the end', start: 40, event: { type: 'atEnd' }, next: undefined },
    { name: 'goes on ending there', start: undefined, event: { type: 'atEnd' }, next: undefined },
    { name: 'stays with its rows once the end is left', start: undefined, event: { type: 'leftEnd' }, next: top },
    { name: 'stays where it began', start: 40, event: { type: 'leftEnd' }, next: 40 },
    {
      name: 'stays for unread messages with enough rows above them',
      start: undefined,
      event: { type: 'unread', after: top + CONTEXT_ROWS - 1 },
      next: undefined,
    },
    {
      name: 'moves for those with fewer',
      start: undefined,
      event: { type: 'unread', after: top + CONTEXT_ROWS - 2 },
      next: top + CONTEXT_ROWS - 1 - PAGE_ROWS / 2,
    },
    { name: 'moves for those above it', start: 300, event: { type: 'unread', after: 200 }, next: 201 - PAGE_ROWS / 2 },
    { name: 'moves to the first message at most', start: 300, event: { type: 'unread', after: 4 }, next: 1 },
    { name: 'stays where nothing is above', start: 1, event: { type: 'unread', after: 4 }, next: 1 },
  ])('$name', ({ start, event, next }) => {
    expect(nextStart(start, event, shown(start))).toBe(next);
  });

  test('of an empty room begins nowhere', () => {
    expect(nextStart(undefined, { type: 'leftEnd' }, shown(undefined, []))).toBeUndefined();
    expect(nextStart(undefined, { type: 'unread', after: 0 }, shown(undefined, []))).toBeUndefined();
    expect(seqBefore([], 0, 5)).toBeUndefined();
  });

  test('ends with as many rows as a high screen needs, and no more than it may have', () => {
    expect(newestRows(0)).toBe(NEWEST_ROWS);
    expect(newestRows(1_200)).toBe(2 * rowsIn(1_200));
    expect(newestRows(100_000)).toBe(WINDOW_ROWS - TRIM_ROWS);
  });
});
