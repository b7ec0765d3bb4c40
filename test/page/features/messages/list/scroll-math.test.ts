import { describe, expect, test } from 'vitest';
import {
  distanceToEnd,
  drift,
  firstBelow,
  isAtEnd,
  PINNED_PX,
  readerPlaceAfter,
} from '../../../../../src/page/features/messages/list/scroll-math.ts';

describe('the end of the list', () => {
  const extent = (scrollTop: number) => ({ scrollTop, scrollHeight: 2_000, clientHeight: 500 });

  test('the last 64 pixels count as the end', () => {
    expect(isAtEnd(extent(1_500))).toBe(true);
    expect(isAtEnd(extent(1_500 - PINNED_PX))).toBe(true);
    expect(isAtEnd(extent(1_499 - PINNED_PX))).toBe(false);
  });

  test('the distance to the end is never negative, even when the browser bounces', () => {
    expect(distanceToEnd(extent(1_530))).toBe(0);
    expect(distanceToEnd({ scrollTop: 0, scrollHeight: 300, clientHeight: 500 })).toBe(0);
  });
});

describe('a reader at the end', () => {
  const extent = (scrollTop: number, changed = {}) => ({
    scrollTop,
    scrollHeight: 2_000,
    clientHeight: 500,
    ...changed,
  });
  const end = extent(1_500);

  test('the reader stays at the end when the window shrinks or rows grow, however far away it is then', () => {
    expect(readerPlaceAfter('end', end, extent(1_500, { clientHeight: 200 }))).toBe('end');
    expect(readerPlaceAfter('end', end, extent(1_500, { scrollHeight: 4_000 }))).toBe('end');
  });

  test('the reader stays at the end when a larger window or fewer rows have moved them up', () => {
    expect(readerPlaceAfter('end', end, extent(1_200, { clientHeight: 800 }))).toBe('end');
    expect(readerPlaceAfter('end', end, extent(1_000, { scrollHeight: 1_500 }))).toBe('end');
  });

  test('the reader leaves the end by scrolling up beyond a threshold', () => {
    expect(readerPlaceAfter('end', end, extent(1_480))).toBe('leaving');
    expect(readerPlaceAfter('leaving', extent(1_480), extent(1_436))).toBe('leaving');
    expect(readerPlaceAfter('leaving', extent(1_480), extent(1_430))).toBe('away');
    expect(readerPlaceAfter('end', end, extent(1_000))).toBe('away');
  });

  test('the reader is back at the end after scrolling down to it, or when nothing is below', () => {
    expect(readerPlaceAfter('away', extent(1_000), extent(1_450))).toBe('end');
    expect(readerPlaceAfter('leaving', extent(1_480), end)).toBe('end');
    expect(readerPlaceAfter('away', extent(1_000), extent(1_000, { scrollHeight: 1_500 }))).toBe('end');
  });

  test('a reader whose position stays the same does not reach the end when it comes nearer', () => {
    expect(readerPlaceAfter('away', extent(1_000), extent(1_000, { scrollHeight: 1_540 }))).toBe('away');
  });
});

describe('anchors', () => {
  const anchors = [
    { row: 'a', top: -10 },
    { row: 'b', top: 30 },
  ];

  test('the drift is the distance by which the anchor moved', () => {
    expect(drift(anchors, (row) => (row === 'a' ? 90 : 130))).toBe(100);
  });

  test('the next row is the anchor if the first one is gone', () => {
    expect(drift(anchors, (row) => (row === 'a' ? undefined : 25))).toBe(-5);
  });

  test('the drift is 0 if no anchor is left', () => {
    expect(drift(anchors, () => undefined)).toBe(0);
  });
});

test('the first row below a line is found among many', () => {
  const bottoms = [10, 20, 30, 40];
  const bottomOf = (index: number): number => bottoms[index] ?? 0;
  expect(firstBelow(4, 0, bottomOf)).toBe(0);
  expect(firstBelow(4, 20, bottomOf)).toBe(2);
  expect(firstBelow(4, 40, bottomOf)).toBe(4);
  expect(firstBelow(0, 0, bottomOf)).toBe(0);
});
