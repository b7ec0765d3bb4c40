/**
 * The only code that sets the list's `scrollTop`. Pinned to the end, the list stays there whatever changes. Elsewhere,
 * the row being read keeps its place. Native scroll anchoring is off (message-list.css), because the two would correct
 * each other.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { ReadingPosition } from '../../../state/reading-view.ts';
import { late } from './late-parts.ts';
import {
  type Anchor,
  distanceToEnd,
  drift,
  type Extent,
  firstBelow,
  isAtEnd,
  type ReaderPlace,
  readerPlaceAfter,
} from './scroll-math.ts';
import type { Glide, GlideEnd } from './smooth-scroll.ts';

/** The number of rows to remember. If the first one is removed, the next one replaces it. */
const ANCHORS = 8;
/** The rows at the top of the list: a day, a divider, a line of notices, and the first message. */
const TOP_ROWS = 4;
/** A jump over more screens than this isn't animated, because nobody could follow it. */
const SMOOTH_SCREENS = 3;
/** A reader who hasn't scrolled for this long has stopped. */
const HAND_MS = 500;

/** What the scroll keeper tells the list, and asks of it. */
export interface ScrollHost {
  /** The reader reached the end, or left it. */
  pinned(pinned: boolean): void;
  /** Something moved, so other rows may be visible now. */
  moved(): void;
  /** Whether there are rows below that aren't in the document, so that its end isn't the end of the list. */
  hasMoreBelow(): boolean;
}

export class ScrollKeeper {
  readonly #host: ScrollHost;
  readonly #pinned = signal(true);
  /** Runs after layout and before paint, so that a late image or a new window size is corrected in the same frame. */
  readonly #observer = new ResizeObserver(() => this.#resized());
  readonly #disposed = new AbortController();
  /**
   * A reader who has begun to scroll up is no longer pinned to the end. Otherwise a slow scroll could never leave it.
   */
  #readerPlace: ReaderPlace = 'end';
  /** When the reader last scrolled up, by `performance.now()`. */
  #wentUpMs = 0;
  #anchors: Anchor<HTMLElement>[] = [];
  /**
   * The page's own animation to the end. The list already counts as pinned, although the animation hasn't reached the
   * end.
   */
  #glide: Glide | undefined;
  /** The extent at the last check. What differs since then shows whether the reader scrolled or the content moved. */
  #before: Extent = { scrollTop: 0, scrollHeight: 0, clientHeight: 0 };

  #scroller!: HTMLElement;
  #list!: HTMLElement;

  /** Whether the list is at its end and stays there. */
  readonly pinned: ReadonlySignal<boolean> = this.#pinned;

  constructor(host: ScrollHost) {
    this.#host = host;
  }

  /** The list is in the document. Call it once, before all other methods. */
  attach(scroller: HTMLElement, list: HTMLElement): void {
    this.#scroller = scroller;
    this.#list = list;
    this.#observer.observe(list);
    this.#observer.observe(scroller);
    const options = { passive: true, signal: this.#disposed.signal };
    scroller.addEventListener('scroll', this.#onScroll, options);
    for (const type of ['wheel', 'touchstart', 'mousedown', 'keydown'])
      scroller.addEventListener(type, this.#takeOver, options);
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#disposed.abort();
    this.#endGlide();
  }

  /**
   * Records how far the reader has scrolled since the last scroll event. Call it right before rows change, because
   * `settle` takes any other difference for a change of the content.
   */
  recordScroll(): void {
    // `settle` corrects everything else that has changed.
    const went = this.#scroller.scrollTop - this.#before.scrollTop;
    if (went === 0) return;
    if (!this.#glide) {
      if (went < 0) this.#wentUpMs = performance.now();
      const place = readerPlaceAfter(this.#readerPlace, this.#before, this.#scroller);
      if (this.#pinned.peek() || !this.#host.hasMoreBelow()) this.#setReaderPlace(place);
    }
    this.#capture();
  }

  /** Call it right after rows or sizes change. It restores the scroll position. */
  settle(): void {
    const scroller = this.#scroller;
    if (this.#readerPlace === 'leaving' && performance.now() - this.#wentUpMs > HAND_MS)
      this.#setReaderPlace(isAtEnd(this.#before) ? 'end' : 'away');
    if (this.#readerPlace === 'end') {
      if (!this.#glide) scroller.scrollTop = scroller.scrollHeight;
    } else {
      scroller.scrollTop += this.#drift();
    }
    this.#capture(this.#readerPlace === 'end' ? 0 : this.#drift());
    this.#host.moved();
  }

  /**
   * After a change of rows, a list at its end is already in place. `settle` would measure everything a second time in
   * the frame.
   */
  #resized(): void {
    if (this.#readerPlace === 'end' && distanceToEnd(this.#scroller) <= 1) this.#host.moved();
    else this.settle();
  }

  /** Goes to the end and stays there. */
  toEnd({ smooth = false } = {}): void {
    const scroller = this.#scroller;
    const distance = distanceToEnd(scroller);
    const parts = late.peek();
    const animated = parts && smooth && !isMotionReduced() && distance < SMOOTH_SCREENS * scroller.clientHeight;
    this.#setReaderPlace('end');
    this.#endGlide();
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: animated ? 'smooth' : 'instant' });
    if (animated) this.#setGlide(new parts.Glide(scroller, this.#onGlideEnd));
    this.#capture();
    this.#host.moved();
  }

  /**
   * Puts the row `key` at a position, and pins the list if that happens to be the end.
   * @param top pixels below the upper edge
   * @returns `false` if there is no such row
   */
  toRow(key: string, top: number): boolean {
    const row = [...this.#list.children].find((child) => child instanceof HTMLElement && child.dataset.key === key);
    if (!row) return false;
    this.putRow(row, top);
    return true;
  }

  /** The distance of `row` from the upper edge. */
  topOf(row: Element): number {
    return row.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top;
  }

  /** Puts `row` at `top` pixels below the upper edge, and pins the list if that happens to be the end. */
  putRow(row: Element, top: number): void {
    this.#scroller.scrollTop += this.topOf(row) - top;
    this.#land();
  }

  /**
   * The reader's last position, to return to later. `undefined` at the end. Measures nothing, because the list may be
   * about to unmount.
   */
  position(): ReadingPosition | undefined {
    if (this.#pinned.peek()) return undefined;
    const [anchor] = this.#anchors;
    const key = anchor?.row.dataset.key;
    return anchor && key !== undefined ? { key, top: anchor.top } : undefined;
  }

  /** The last row that is at least partly visible. */
  lastSeen(): Element | undefined {
    const { bottom } = this.#scroller.getBoundingClientRect();
    const rows = this.#list.children;
    const index = firstBelow(rows.length, bottom - 1, (at) => rows[at]?.getBoundingClientRect().bottom ?? 0);
    return rows[Math.min(index, rows.length - 1)];
  }

  /** The list's sizes and scroll position. */
  get extent(): Extent {
    return this.#scroller;
  }

  readonly #onScroll = (): void => {
    this.recordScroll();
    this.#host.moved();
  };

  readonly #onGlideEnd = (end: GlideEnd): void => {
    if (end === 'taken over') return this.#takeOver();
    this.#setGlide(undefined);
    // New rows have arrived below.
    this.settle();
  };

  /** The reader takes over and stays where they are. */
  readonly #takeOver = (event?: Event): void => {
    // Ignore the second half of a double click on the button that started the animation.
    if (event instanceof MouseEvent && event.detail > 1) return;
    if (this.#glide) this.#land();
  };

  #endGlide(): void {
    this.#glide?.end();
    this.#setGlide(undefined);
  }

  /** Rows that pass under the pointer must not react to it (message-list.css). */
  #setGlide(glide: Glide | undefined): void {
    this.#glide = glide;
    this.#scroller.classList.toggle('gliding', glide !== undefined);
  }

  /** After a move that the page made: a reader who was put at the end is pinned there. */
  #land(): void {
    this.#endGlide();
    this.#setReaderPlace(isAtEnd(this.#scroller) && !this.#host.hasMoreBelow() ? 'end' : 'away');
    this.#capture();
    this.#host.moved();
  }

  /** How many pixels too low the row being read is now. */
  #drift(): number {
    const edge = this.#scroller.getBoundingClientRect().top;
    return drift(this.#anchors, (row) => (row.isConnected ? row.getBoundingClientRect().top - edge : undefined));
  }

  #setReaderPlace(place: ReaderPlace): void {
    this.#readerPlace = place;
    const pinned = place !== 'away';
    if (this.#pinned.peek() === pinned) return;
    this.#pinned.value = pinned;
    this.#host.pinned(pinned);
  }

  /**
   * Only messages are anchors, because the lines between them move elsewhere. The anchor is preferably wholly visible
   * and not at the very top of the list, where rows lose their headings when more rows come above. So the message being
   * read stays in place.
   * @param rest the pixels by which everything is still too low. Scrolling works in whole pixels and rows don't, so
   *   fractions would add up
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
