/** The arithmetic behind the scroll position, independent of the DOM. */

/** A reader who is this close to the end counts as being at it. In CSS pixels, about two lines. */
export const PINNED_PX = 64;

/** The sizes and the scroll position of an element, in CSS pixels. */
export interface Extent {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

/** How far the end is below the visible part. */
export function distanceToEnd({ scrollTop, scrollHeight, clientHeight }: Extent): number {
  return Math.max(0, scrollHeight - clientHeight - scrollTop);
}

/** Whether the reader is at the end, so that new rows should stay visible. */
export function isAtEnd(extent: Extent): boolean {
  return distanceToEnd(extent) <= PINNED_PX;
}

/** Where the reader is: at the end, on the way up but still near it, or elsewhere. */
export type ReaderPlace = 'end' | 'leaving' | 'away';

/**
 * Where the reader is `now`. Resizing the list or the window doesn't change that, however far away the end is
 * afterwards. The reader leaves the end by scrolling up, and reaches it by scrolling down or if nothing is left below
 * the visible part.
 */
export function readerPlaceAfter(place: ReaderPlace, before: Extent, now: Extent): ReaderPlace {
  const went = now.scrollTop - before.scrollTop;
  if (distanceToEnd(now) <= 1) return 'end';
  if (place === 'away') return went > 0 && isAtEnd(now) ? 'end' : 'away';
  if (went > -1) return place;
  return isAtEnd(now) ? 'leaving' : 'away';
}

/** A row that was visible, and where its top was. */
export interface Anchor<Row> {
  row: Row;
  top: number;
}

/**
 * The distance to scroll so that the first of `anchors` that still exists is where it was. 0 if none exists.
 * @param topOf the present top of a row; `undefined` if it is gone
 */
export function drift<Row>(anchors: readonly Anchor<Row>[], topOf: (row: Row) => number | undefined): number {
  for (const { row, top } of anchors) {
    const now = topOf(row);
    if (now !== undefined) return now - top;
  }
  return 0;
}

/**
 * The index of the first row that ends below `line`, or `length` if none does. Rows are in order from top to bottom.
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
