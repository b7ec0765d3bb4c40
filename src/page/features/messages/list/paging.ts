/** Moves the window of rows as the reader scrolls, and loads missing messages. */

import type { ReadonlySignal } from '@preact/signals';
import { lowerBound } from '../../../../client/room-state/messages.ts';
import type { Room } from '../../../state/room.ts';
import { OlderMessages } from './older.ts';
import { firstSeq, PAGE_ROWS, type Shown, seqBefore } from './row-window.ts';
import { type Rows, WINDOW_ROWS } from './rows.ts';
import { distanceToEnd, type Extent } from './scroll-math.ts';

/** The window moves, and older messages are loaded, when fewer screens than this are left. */
const NEAR_SCREENS = 1.5;
/**
 * Rows move from one end of the window to the other once the hidden height at the first end is this many times the
 * hidden height at the other.
 */
const BALANCE = 5;

/** The scroll position of the list, and whether it stays at its end. */
interface Scroll {
  readonly extent: Extent;
  readonly pinned: ReadonlySignal<boolean>;
}

export class Paging {
  readonly #room: Room;
  readonly #scroll: Scroll;
  readonly #shown: () => Shown;
  readonly #older: OlderMessages;
  readonly #stop: () => void;

  /** @param retry called when `page` should be called although nothing has moved */
  constructor(room: Room, scroll: Scroll, shown: () => Shown, retry: () => void) {
    this.#room = room;
    this.#scroll = scroll;
    this.#shown = shown;
    this.#older = new OlderMessages(room, retry);
    this.#stop = room.state.subscribe(() => this.#takeOlder());
  }

  dispose(): void {
    this.#stop();
    this.#older.dispose();
  }

  /** Call it whenever other rows may have become visible. At the end of the list the window advances by itself. */
  page(): void {
    const { extent, pinned } = this.#scroll;
    const { scrollTop, clientHeight } = extent;
    const { view } = this.#room;
    const shown = this.#shown();
    if (!shown.more.above && scrollTop < NEAR_SCREENS * clientHeight) this.#older.load();
    if (!pinned.peek()) view.startAt(pagedStart(view.start.peek(), extent, shown));
  }

  /**
   * Loaded messages enter the window in the same render that takes the day and the author away from the former top
   * rows. If they came with the next render, the list would be shorter in between, with nothing above to scroll to.
   */
  #takeOlder(): void {
    const { extent, pinned } = this.#scroll;
    if (pinned.peek()) return;
    const { messages, rows, more } = this.#shown();
    if (more.above || (messages[0]?.seq ?? 0) >= (firstSeq(rows) ?? 0)) return;
    const grown = { messages, rows, more: { ...more, above: true } };
    if (moveOf(extent, grown) === 'up') this.#room.view.startAt(startAbove(grown));
  }

  /** Moves the window so that it contains a loaded message. */
  show(seq: number): void {
    const { messages, rows } = this.#shown();
    if (rows.some(({ key }) => key === `m${seq}`)) return;
    this.#room.view.startAt(seqBefore(messages, lowerBound(messages, seq), PAGE_ROWS));
  }
}

/** Where the window begins after it has followed a reader who isn't at the end. */
function pagedStart(start: number | undefined, extent: Extent, shown: Shown): number | undefined {
  switch (moveOf(extent, shown)) {
    case 'up':
      return startAbove(shown);
    case 'down':
      return firstSeq(shown.rows.slice(PAGE_ROWS)) ?? start;
    case undefined:
      return start;
  }
}

function startAbove({ messages, rows }: Shown): number | undefined {
  return seqBefore(messages, lowerBound(messages, firstSeq(rows) ?? 0), PAGE_ROWS);
}

function moveOf(extent: Extent, { rows, more }: Rows): 'up' | 'down' | undefined {
  return windowMove(extent, NEAR_SCREENS * extent.clientHeight, more, rows.length >= WINDOW_ROWS);
}

/**
 * The direction in which the window moves to have `margin` pixels of rows above and below the visible part, as far as
 * there is `more` to show. A very tall screen can't have that on both sides. There the window moves only if little is
 * left, because it would never come to rest otherwise.
 * @param isFull whether rows that enter above replace rows below
 */
export function windowMove(
  extent: Extent,
  margin: number,
  more: { above: boolean; below: boolean },
  isFull: boolean,
): 'up' | 'down' | undefined {
  const { scrollTop: above } = extent;
  const below = distanceToEnd(extent);
  if (more.above && above < margin && (!isFull || above * BALANCE < below)) return 'up';
  return more.below && below < margin && below * BALANCE < above ? 'down' : undefined;
}
