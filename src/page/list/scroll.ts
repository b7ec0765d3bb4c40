/**
 * The one owner of the list's `scrollTop`. Pinned to the end, it stays there whatever changes; anywhere else the row
 * being read keeps its place. Native scroll anchoring is off (log.css): two owners would correct each other.
 */

import type { Place } from '../state/room.ts';
import { type Anchor, distanceToEnd, drift, firstBelow, isAtEnd } from './anchor.ts';

/** Rows to remember: if the first is removed, the next stands in for it. */
const ANCHORS = 8;
/** Left free above and below a row that is brought into sight: its tools stand out of it. */
const MARGIN_PX = 24;
/** A jump over more screens than this isn't animated: nobody could follow it. */
const SMOOTH_SCREENS = 3;

export interface ScrollEvents {
  /** The reader came to the end, or left it. */
  pinned(pinned: boolean): void;
  /** Something moved: what is seen may be other rows now. */
  moved(): void;
  /** Rows below exist that aren't in the document: the end of the document isn't the end. */
  hasMoreBelow(): boolean;
}

export class ScrollKeeper {
  readonly #scroller: HTMLElement;
  readonly #list: HTMLElement;
  readonly #events: ScrollEvents;
  readonly #observer: ResizeObserver;
  #pinned = true;
  #anchors: Anchor<Element>[] = [];
  /** On the way to the end by an animation of ours: already pinned, though not there yet. */
  #gliding = false;
  /** The sizes when everything was last put in its place. CSS pixels. */
  #settled = { scrollHeight: 0, clientHeight: 0 };

  constructor(scroller: HTMLElement, list: HTMLElement, events: ScrollEvents) {
    this.#scroller = scroller;
    this.#list = list;
    this.#events = events;
    // Runs after layout and before paint: a late image or a new window size is corrected in the very same frame.
    this.#observer = new ResizeObserver(() => this.#resized());
    this.#observer.observe(list);
    this.#observer.observe(scroller);
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    scroller.addEventListener('scrollend', this.#endGlide, { passive: true });
    for (const type of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
      scroller.addEventListener(type, this.#endGlide, { passive: true });
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#scroller.removeEventListener('scroll', this.#onScroll);
    this.#scroller.removeEventListener('scrollend', this.#endGlide);
  }

  get pinned(): boolean {
    return this.#pinned;
  }

  /** To be called right before rows change: the reader may have scrolled since the last event told so. */
  note(): void {
    this.#read();
  }

  /** To be called right after rows changed, and whenever sizes did: puts everything back in its place. */
  settle(): void {
    const scroller = this.#scroller;
    if (this.#pinned) {
      if (!this.#gliding) scroller.scrollTop = scroller.scrollHeight;
    } else {
      const edge = scroller.getBoundingClientRect().top;
      const moved = drift(this.#anchors, (row) =>
        row.isConnected ? row.getBoundingClientRect().top - edge : undefined,
      );
      if (moved !== 0) scroller.scrollTop += moved;
    }
    this.#settled = { scrollHeight: scroller.scrollHeight, clientHeight: scroller.clientHeight };
    this.#capture();
    this.#events.moved();
  }

  /** Right after rows changed nothing is left to do at the end: it would measure everything a second time in the frame. */
  #resized(): void {
    const { scrollHeight, clientHeight } = this.#scroller;
    const isSettled = scrollHeight === this.#settled.scrollHeight && clientHeight === this.#settled.clientHeight;
    if (!this.#pinned || !isSettled) this.settle();
  }

  /** Goes to the end and stays there. */
  toEnd({ smooth = false } = {}): void {
    const scroller = this.#scroller;
    const distance = distanceToEnd(scroller);
    const animated = smooth && !isMotionReduced() && distance < SMOOTH_SCREENS * scroller.clientHeight;
    this.#setPinned(true);
    this.#gliding = animated && distance > 1;
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: animated ? 'smooth' : 'instant' });
    this.#capture();
    this.#events.moved();
  }

  /**
   * Puts the row `key` at a place, and pins if that happens to be the end.
   * @param top pixels below the upper edge
   * @returns `false` if there is no such row
   */
  toRow(key: string, top: number): boolean {
    const row = [...this.#list.children].find((child) => child instanceof HTMLElement && child.dataset.key === key);
    if (!row) return false;
    const scroller = this.#scroller;
    this.#gliding = false;
    scroller.scrollTop += row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - top;
    this.#read();
    this.#events.moved();
    return true;
  }

  /** Scrolls as little as it takes to have the whole of `row` in sight. */
  reveal(row: Element): void {
    const scroller = this.#scroller;
    const { top, bottom } = scroller.getBoundingClientRect();
    const place = row.getBoundingClientRect();
    const above = place.top - MARGIN_PX - top;
    const below = place.bottom + MARGIN_PX - bottom;
    this.#gliding = false;
    if (above < 0) scroller.scrollTop += above;
    else if (below > 0) scroller.scrollTop += Math.min(below, above);
    this.#read();
    this.#events.moved();
  }

  /** Where the reader was last, to come back to; `undefined` at the end. Measures nothing: the list may be going away. */
  place(): Place | undefined {
    if (this.#pinned) return undefined;
    const [anchor] = this.#anchors;
    const key = anchor?.row instanceof HTMLElement ? anchor.row.dataset.key : undefined;
    return anchor && key !== undefined ? { key, top: anchor.top } : undefined;
  }

  /** The last row of which something is seen. */
  lastSeen(): Element | undefined {
    const { bottom } = this.#scroller.getBoundingClientRect();
    const rows = this.#list.children;
    const index = firstBelow(rows.length, bottom - 1, (at) => rows[at]?.getBoundingClientRect().bottom ?? 0);
    return rows[Math.min(index, rows.length - 1)];
  }

  /** Whether less than `screens` screens are left above, and below. */
  near(screens: number): { top: boolean; bottom: boolean } {
    const margin = screens * this.#scroller.clientHeight;
    return { top: this.#scroller.scrollTop < margin, bottom: distanceToEnd(this.#scroller) < margin };
  }

  readonly #onScroll = (): void => {
    this.#read();
    this.#events.moved();
  };

  readonly #endGlide = (): void => {
    if (!this.#gliding) return;
    this.#gliding = false;
    this.#read();
  };

  #read(): void {
    if (!this.#gliding) this.#setPinned(isAtEnd(this.#scroller) && !this.#events.hasMoreBelow());
    this.#capture();
  }

  #setPinned(pinned: boolean): void {
    if (pinned === this.#pinned) return;
    this.#pinned = pinned;
    this.#events.pinned(pinned);
  }

  #capture(): void {
    const edge = this.#scroller.getBoundingClientRect().top;
    const rows = this.#list.children;
    const first = firstBelow(rows.length, edge, (at) => rows[at]?.getBoundingClientRect().bottom ?? 0);
    this.#anchors = [];
    for (let index = first; index < Math.min(rows.length, first + ANCHORS); index++) {
      const row = rows[index];
      if (row) this.#anchors.push({ row, top: row.getBoundingClientRect().top - edge });
    }
  }
}

function isMotionReduced(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
