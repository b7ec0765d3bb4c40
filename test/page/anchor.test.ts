import { describe, expect, test } from 'vitest';
import { distanceToEnd, drift, firstBelow, isAtEnd, PINNED_PX } from '../../src/page/list/anchor.ts';

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
