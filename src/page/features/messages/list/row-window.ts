/**
 * Which of the loaded messages have rows in the document. The window is defined by the `seq` at which it begins.
 * `undefined` means that it ends with the newest message and follows it. paging.ts moves the window as the reader
 * scrolls. Pure.
 */

import { lowerBound } from '../../../../client/room-state/messages.ts';
import type { Message } from '../../../../client/room-state/state.ts';
import { NEWEST_ROWS, type Rows, TRIM_ROWS, WINDOW_ROWS } from './rows.ts';

/** The number of messages shown above the first unread one: about a third of a screen. */
export const CONTEXT_ROWS = 20;
/** The number of rows by which the window moves. */
export const PAGE_ROWS = 100;
/** The height of a message of one line. */
const LEAST_ROW_PX = 24;
/** The average height of a message. Some rows show the author and some don't. */
const USUAL_ROW_PX = 36;
/** The number of rows that a slow phone draws in a task that nobody notices. */
const TASK_ROWS = 16;

/** A change of the window. */
export type WindowMove =
  /** End with the newest message, and follow it. */
  | { type: 'toNewest' }
  /** Begin where the window begins now, whatever comes in below. */
  | { type: 'hold' }
  /** Contain the first message after `after`. */
  | { type: 'toUnread'; after: number };

/** The rows of the window, and all loaded messages. */
export interface Shown extends Rows {
  messages: readonly Message[];
}

/** Where the window begins after `move`. */
export function nextStart(start: number | undefined, move: WindowMove, shown: Shown): number | undefined {
  switch (move.type) {
    case 'toNewest':
      return undefined;
    case 'hold':
      // From now on rows are added below, and none may be removed above.
      return start ?? firstSeq(shown.rows);
    case 'toUnread': {
      const { messages, rows, more } = shown;
      const index = lowerBound(messages, move.after + 1);
      const isInside = index - lowerBound(messages, firstSeq(rows) ?? 0) >= CONTEXT_ROWS;
      return isInside || !more.above ? start : seqBefore(messages, index, PAGE_ROWS / 2);
    }
  }
}

/** The `seq` of the message that is `count` before the one at `index`, or of the first message. */
export function seqBefore(messages: readonly Message[], index: number, count: number): number | undefined {
  return messages[Math.max(0, index - count)]?.seq;
}

/** The `seq` of the first message among `rows`. */
export function firstSeq(rows: Rows['rows']): number | undefined {
  return rows.find((row) => row.kind === 'message')?.message.seq;
}

/** The number of rows that fill a screen of `height` pixels twice, if each has one line. */
export function newestRows(height: number): number {
  return Math.min(Math.max(NEWEST_ROWS, rowsIn(2 * height)), WINDOW_ROWS - TRIM_ROWS);
}

/** The number of rows to draw first, which fill a screen of `height` pixels. */
export function firstRows(height: number): number {
  return Math.ceil(height / USUAL_ROW_PX);
}

/** The number of rows to draw after `drawn` are painted. `Infinity` if one task can draw all that are left. */
export function moreRows(drawn: number, height: number): number {
  const next = drawn + TASK_ROWS;
  return next < newestRows(height) + TRIM_ROWS ? next : Number.POSITIVE_INFINITY;
}

/** The number of rows that fill `height` pixels, if each has one line. */
export function rowsIn(height: number): number {
  return Math.ceil(height / LEAST_ROW_PX);
}
