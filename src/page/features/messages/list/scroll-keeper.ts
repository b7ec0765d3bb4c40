/**
 * The one owner of the list's `scrollTop`. Pinned to the end, it stays there whatever changes; anywhere else the row
 * being read keeps its place. Native scroll anchoring is off (message-list.css): two owners would correct each other.
 */

import type { Place } from '../../../state/room.ts';
import { late } from '../late-parts.ts';
import {
  type Anchor,
  distanceToEnd,
  drift,
  type Extent,
  firstBelow,
  isAtEnd,
  type Stand,
  standAfter,
} from './scroll-math.ts';
import type { Glide, GlideEnd } from './smooth-scroll.ts';

/** Rows to remember: if the first is removed, the next stands in for it. */
const ANCHORS = 8;
/** At the top of the list: a day, a divider, a line of notices, and the first message. */
const TOP_ROWS = 4;
/** A jump over more screens than this isn't animated: nobody could follow it. */
const SMOOTH_SCREENS = 3;
/** A hand that was still within this is on its way no longer. */
const HAND_MS = 500;

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
  /** A reader who has begun to scroll up is no longer pinned to the end; a slow scroll could never leave it otherwise. */
  #stand: Stand = 'end';
  /** When the reader last went up. As `performance.now()` tells it. */
  #wentUpMs = 0;
  #anchors: Anchor<HTMLElement>[] = [];
  /** On the way to the end by an animation of ours: already pinned, though not there yet. */
  #glide: Glide | undefined;
  /** When it was last looked at: what differs since then tells who moved, the reader or all around them. */
  #before: Extent = { scrollTop: 0, scrollHeight: 0, clientHeight: 0 };

  constructor(scroller: HTMLElement, list: HTMLElement, events: ScrollEvents) {
    this.#scroller = scroller;
    this.#list = list;
    this.#events = events;
    // Runs after layout and before paint: a late image or a new window size is corrected in the very same frame.
    this.#observer = new ResizeObserver(() => this.#resized());
    this.#observer.observe(list);
    this.#observer.observe(scroller);
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    for (const type of ['wheel', 'touchstart', 'mousedown', 'keydown'])
      scroller.addEventListener(type, this.#takeOver, { passive: true });
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#scroller.removeEventListener('scroll', this.#onScroll);
    this.#endGlide();
  }

  get pinned(): boolean {
    return this.#stand !== 'away';
  }

  /** Call right before rows change, because the reader may have scrolled since the last scroll event. */
  note(): void {
    this.#read();
  }

  /** Call right after rows or sizes change. Restores the scroll position. */
  settle(): void {
    const scroller = this.#scroller;
    if (this.#stand === 'leaving' && performance.now() - this.#wentUpMs > HAND_MS)
      this.#setStand(isAtEnd(this.#before) ? 'end' : 'away');
    if (this.#stand === 'end') {
      if (!this.#glide) scroller.scrollTop = scroller.scrollHeight;
    } else {
      scroller.scrollTop += this.#drift();
    }
    this.#capture(this.#stand === 'end' ? 0 : this.#drift());
    this.#events.moved();
  }

  /** Right after rows changed nothing is left to do at the end: it would measure everything a second time in the frame. */
  #resized(): void {
    if (this.#stand === 'end' && distanceToEnd(this.#scroller) <= 1) this.#events.moved();
    else this.settle();
  }

  /** Goes to the end and stays there. */
  toEnd({ smooth = false } = {}): void {
    const scroller = this.#scroller;
    const distance = distanceToEnd(scroller);
    const parts = late.peek();
    const animated = parts && smooth && !isMotionReduced() && distance < SMOOTH_SCREENS * scroller.clientHeight;
    this.#setStand('end');
    this.#endGlide();
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: animated ? 'smooth' : 'instant' });
    if (animated) this.#setGlide(new parts.Glide(scroller, this.#onGlideEnd));
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
    this.putRow(row, top);
    return true;
  }

  /** How far below the upper edge `row` stands. */
  topOf(row: Element): number {
    return row.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top;
  }

  /** Puts `row` at `top` pixels below the upper edge, and pins if that happens to be the end. */
  putRow(row: Element, top: number): void {
    this.#scroller.scrollTop += this.topOf(row) - top;
    this.#land();
  }

  /** Where the reader was last, to come back to; `undefined` at the end. Measures nothing: the list may be going away. */
  place(): Place | undefined {
    if (this.pinned) return undefined;
    const [anchor] = this.#anchors;
    const key = anchor?.row.dataset.key;
    return anchor && key !== undefined ? { key, top: anchor.top } : undefined;
  }

  /** The last row of which something is seen. */
  lastSeen(): Element | undefined {
    const { bottom } = this.#scroller.getBoundingClientRect();
    const rows = this.#list.children;
    const index = firstBelow(rows.length, bottom - 1, (at) => rows[at]?.getBoundingClientRect().bottom ?? 0);
    return rows[Math.min(index, rows.length - 1)];
  }

  /** Where it is scrolled to. */
  get extent(): Extent {
    return this.#scroller;
  }

  readonly #onScroll = (): void => {
    this.#read();
    this.#events.moved();
  };

  readonly #onGlideEnd = (end: GlideEnd): void => {
    if (end === 'taken over') return this.#takeOver();
    this.#setGlide(undefined);
    // What came meanwhile is below.
    this.settle();
  };

  /** The reader takes over: where they are is where they want to be. */
  readonly #takeOver = (event?: Event): void => {
    // The second half of a double click on the button that began it.
    if (event instanceof MouseEvent && event.detail > 1) return;
    if (this.#glide) this.#land();
  };

  #endGlide(): void {
    this.#glide?.end();
    this.#setGlide(undefined);
  }

  /** Rows that pass under the pointer are not pointed at (message-list.css). */
  #setGlide(glide: Glide | undefined): void {
    this.#glide = glide;
    this.#scroller.classList.toggle('gliding', glide !== undefined);
  }

  /** After a move that wasn't the reader's: at the end is who was put there. */
  #land(): void {
    this.#endGlide();
    this.#setStand(isAtEnd(this.#scroller) && !this.#events.hasMoreBelow() ? 'end' : 'away');
    this.#capture();
    this.#events.moved();
  }

  #read(): void {
    // Whatever else has changed is put right by `settle`.
    const went = this.#scroller.scrollTop - this.#before.scrollTop;
    if (went === 0) return;
    if (!this.#glide) {
      if (went < 0) this.#wentUpMs = performance.now();
      const stand = standAfter(this.#stand, this.#before, this.#scroller);
      if (this.pinned || !this.#events.hasMoreBelow()) this.#setStand(stand);
    }
    this.#capture();
  }

  /** By how much what is read stands too low now. */
  #drift(): number {
    const edge = this.#scroller.getBoundingClientRect().top;
    return drift(this.#anchors, (row) => (row.isConnected ? row.getBoundingClientRect().top - edge : undefined));
  }

  #setStand(stand: Stand): void {
    const { pinned } = this;
    this.#stand = stand;
    if (this.pinned !== pinned) this.#events.pinned(this.pinned);
  }

  /**
   * Only messages are held on to: the lines between them move to other places. And rather one that is wholly in sight, and
   * not at the very top of the list, where rows get other heads when more come above: so what is read stays where it is.
   * @param rest by how much all stands too low still. Scrolling goes by whole pixels, rows don't: parts of them would add up
   */
  #capture(rest = 0): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    this.#before = { scrollTop, scrollHeight, clientHeight };
    const edge = this.#scroller.getBoundingClientRect().top + (Math.abs(rest) < 1 ? rest : 0);
    const rows = this.#list.children;
    const first = firstBelow(rows.length, edge, (at) => rows[at]?.getBoundingClientRect().bottom ?? 0);
    this.#anchors = [];
    for (let index = first; index < rows.length && this.#anchors.length < ANCHORS; index++) {
      const row = rows[index];
      if (row && isMessage(row)) this.#anchors.push({ row, top: row.getBoundingClientRect().top - edge });
    }
    const [anchor, next] = this.#anchors;
    if (anchor && next && (anchor.top < 0 || first < TOP_ROWS) && next.top < clientHeight) this.#anchors.shift();
  }
}

function isMessage(row: Element): row is HTMLElement {
  return row instanceof HTMLElement && row.dataset.key?.startsWith('m') === true;
}

export function isMotionReduced(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
