import { describe, expect, test } from 'vitest';
import {
  distanceToEnd,
  drift,
  firstBelow,
  isAtEnd,
  PINNED_PX,
  standAfter,
} from '../../../../../src/page/features/messages/list/scroll-math.ts';

describe('the end', () => {
  const extent = (scrollTop: number) => ({ scrollTop, scrollHeight: 2_000, clientHeight: 500 });

  test('is reached within 64 pixels', () => {
    expect(isAtEnd(extent(1_500))).toBe(true);
    expect(isAtEnd(extent(1_500 - PINNED_PX))).toBe(true);
    expect(isAtEnd(extent(1_499 - PINNED_PX))).toBe(false);
  });

  test('is never a negative way off, as when the browser bounces', () => {
    expect(distanceToEnd(extent(1_530))).toBe(0);
    expect(distanceToEnd({ scrollTop: 0, scrollHeight: 300, clientHeight: 500 })).toBe(0);
  });
});

describe('the reader at the end', () => {
  const extent = (scrollTop: number, changed = {}) => ({
    scrollTop,
    scrollHeight: 2_000,
    clientHeight: 500,
    ...changed,
  });
  const end = extent(1_500);

  test('is still there when the window shrinks or rows grow, however far the end is then', () => {
    expect(standAfter('end', end, extent(1_500, { clientHeight: 200 }))).toBe('end');
    expect(standAfter('end', end, extent(1_500, { scrollHeight: 4_000 }))).toBe('end');
  });

  test('is still there when a larger window or fewer rows have pulled it up', () => {
    expect(standAfter('end', end, extent(1_200, { clientHeight: 800 }))).toBe('end');
    expect(standAfter('end', end, extent(1_000, { scrollHeight: 1_500 }))).toBe('end');
  });

  test('leaves it by going up, not at once', () => {
    expect(standAfter('end', end, extent(1_480))).toBe('leaving');
    expect(standAfter('leaving', extent(1_480), extent(1_436))).toBe('leaving');
    expect(standAfter('leaving', extent(1_480), extent(1_430))).toBe('away');
    expect(standAfter('end', end, extent(1_000))).toBe('away');
  });

  test('is back where it goes down to the end, or the end has come to it', () => {
    expect(standAfter('away', extent(1_000), extent(1_450))).toBe('end');
    expect(standAfter('leaving', extent(1_480), end)).toBe('end');
    expect(standAfter('away', extent(1_000), extent(1_000, { scrollHeight: 1_500 }))).toBe('end');
  });

  test('is not there because the end has come near', () => {
    expect(standAfter('away', extent(1_000), extent(1_000, { scrollHeight: 1_540 }))).toBe('away');
  });
});

describe('the anchor', () => {
  const anchors = [
    { row: 'a', top: -10 },
    { row: 'b', top: 30 },
  ];

  test('tells by how much it was moved', () => {
    expect(drift(anchors, (row) => (row === 'a' ? 90 : 130))).toBe(100);
  });

  test('is the next row where the first is gone', () => {
    expect(drift(anchors, (row) => (row === 'a' ? undefined : 25))).toBe(-5);
  });

  test('moves nothing where no row is left', () => {
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
