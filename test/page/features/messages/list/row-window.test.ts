import { describe, expect, test } from 'vitest';
import type { Message } from '../../../../../src/client/index.ts';
import {
  CONTEXT_ROWS,
  firstRows,
  firstSeq,
  moreRows,
  newestRows,
  nextStart,
  PAGE_ROWS,
  rowsIn,
  type Shown,
  seqBefore,
  type WindowMove,
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
    dividerAfter: undefined,
  }),
});

describe('the window of rows', () => {
  const top = firstSeq(shown(undefined).rows) ?? 0;

  interface Case {
    name: string;
    start: number | undefined;
    move: WindowMove;
    next: number | undefined;
  }
  test.each<Case>([
    {
      name: 'the window ends with the newest message at the end of the list',
      start: 40,
      move: { type: 'toNewest' },
      next: undefined,
    },
    {
      name: 'the window keeps ending with the newest message',
      start: undefined,
      move: { type: 'toNewest' },
      next: undefined,
    },
    {
      name: 'the window keeps its rows when the reader leaves the end',
      start: undefined,
      move: { type: 'hold' },
      next: top,
    },
    { name: 'the window stays where it began', start: 40, move: { type: 'hold' }, next: 40 },
    {
      name: 'the window stays for unread messages with enough rows above',
      start: undefined,
      move: { type: 'toUnread', after: top + CONTEXT_ROWS - 1 },
      next: undefined,
    },
    {
      name: 'the window moves for unread messages with too few rows above',
      start: undefined,
      move: { type: 'toUnread', after: top + CONTEXT_ROWS - 2 },
      next: top + CONTEXT_ROWS - 1 - PAGE_ROWS / 2,
    },
    {
      name: 'the window moves for unread messages above it',
      start: 300,
      move: { type: 'toUnread', after: 200 },
      next: 201 - PAGE_ROWS / 2,
    },
    {
      name: 'the window moves at most to the first message',
      start: 300,
      move: { type: 'toUnread', after: 4 },
      next: 1,
    },
    { name: 'the window stays if nothing is above', start: 1, move: { type: 'toUnread', after: 4 }, next: 1 },
  ])('$name', ({ start, move, next }) => {
    expect(nextStart(start, move, shown(start))).toBe(next);
  });

  test('the window of an empty room has no beginning', () => {
    expect(nextStart(undefined, { type: 'hold' }, shown(undefined, []))).toBeUndefined();
    expect(nextStart(undefined, { type: 'toUnread', after: 0 }, shown(undefined, []))).toBeUndefined();
    expect(seqBefore([], 0, 5)).toBeUndefined();
  });

  test('the window has enough rows for a tall screen, up to its maximum', () => {
    expect(newestRows(0)).toBe(NEWEST_ROWS);
    expect(newestRows(1_200)).toBe(2 * rowsIn(1_200));
    expect(newestRows(100_000)).toBe(WINDOW_ROWS - TRIM_ROWS);
  });

  test('a room opens with one screen of rows, and the others come in small steps', () => {
    for (const height of [0, 844, 3_000]) {
      const steps = [firstRows(height)];
      while (steps.at(-1) !== Number.POSITIVE_INFINITY) steps.push(moreRows(steps.at(-1) ?? 0, height));
      const drawn = steps.map((step) => Math.min(step, newestRows(height) + TRIM_ROWS));
      for (const [index, rows] of drawn.entries())
        if (index > 0) expect(rows - (drawn[index - 1] ?? 0)).toBeLessThanOrEqual(16);
    }
    expect(firstRows(844)).toBeLessThan(rowsIn(844));
  });
});
