/** The arithmetic of keeping the scroll position, independent of the DOM. */

/** This near to the end counts as being at it. CSS pixels: about two lines, what a hand misses by. */
export const PINNED_PX = 64;

/** Sizes of a scrolling element, in CSS pixels. */
export interface Extent {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

/** How far the end is below what is seen. */
export function distanceToEnd({ scrollTop, scrollHeight, clientHeight }: Extent): number {
  return Math.max(0, scrollHeight - clientHeight - scrollTop);
}

/** Whether the reader is at the end, so that new rows should stay in sight. */
export function isAtEnd(extent: Extent): boolean {
  return distanceToEnd(extent) <= PINNED_PX;
}

/** Where the reader stands: at the end; on the way up from it, though still near; or somewhere else. */
export type Stand = 'end' | 'leaving' | 'away';

/**
 * Where the reader stands `now`. A list or a window that changed its size has moved nobody, however far the end is then:
 * it is left by going up, and reached by going down, or where nothing is below any more.
 */
export function standAfter(stand: Stand, before: Extent, now: Extent): Stand {
  const went = now.scrollTop - before.scrollTop;
  if (distanceToEnd(now) <= 1) return 'end';
  if (stand === 'away') return went > 0 && isAtEnd(now) ? 'end' : 'away';
  if (went > -1) return stand;
  return isAtEnd(now) ? 'leaving' : 'away';
}

/** A row that was in sight, and where its top was. */
export interface Anchor<Row> {
  row: Row;
  top: number;
}

/**
 * By how much to scroll so that the first of `anchors` that still exists stands where it stood; 0 if none does.
 * @param topOf where a row's top is now; `undefined` if it is gone
 */
export function drift<Row>(anchors: readonly Anchor<Row>[], topOf: (row: Row) => number | undefined): number {
  for (const { row, top } of anchors) {
    const now = topOf(row);
    if (now !== undefined) return now - top;
  }
  return 0;
}

/**
 * The index of the first row that ends below `line`; `length` if none does. Rows stand one below the other.
 * @param bottomOf the lower edge of the row at an index
 */
export function firstBelow(length: number, line: number, bottomOf: (index: number) => number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bottomOf(middle) <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}
