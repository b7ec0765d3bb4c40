import { describe, expect, test } from 'vitest';
import { windowMove } from '../../../../../src/page/features/messages/list/paging.ts';
import type { Extent } from '../../../../../src/page/features/messages/list/scroll-math.ts';

describe('moving the window of rows', () => {
  const extent = (scrollTop: number, clientHeight = 500) => ({ scrollTop, scrollHeight: 9_500, clientHeight });
  const both = { above: true, below: true };

  const move = (scroll: Extent, margin: number, more: { above: boolean; below: boolean }) =>
    windowMove(scroll, margin, more, true);

  test('the window moves if less than the margin is left and more messages exist', () => {
    expect(move(extent(700), 750, both)).toBe('up');
    expect(move(extent(700), 750, { above: false, below: true })).toBeUndefined();
    expect(move(extent(8_500), 750, both)).toBe('down');
    expect(move(extent(8_500), 750, { above: true, below: false })).toBeUndefined();
    expect(move(extent(4_000), 750, both)).toBeUndefined();
  });

  test('the window stays where it is on a screen so tall that neither side has the margin', () => {
    const [high, margin] = [3_800, 5_700];
    expect(move(extent(2_640, high), margin, both)).toBeUndefined();
    expect(move(extent(3_060, high), margin, both)).toBeUndefined();
    expect(move(extent(200, high), margin, both)).toBe('up');
    expect(move(extent(5_600, high), margin, both)).toBe('down');
    expect(move(extent(3_000, high), margin, { above: true, below: false })).toBeUndefined();
  });

  test('the window grows upwards until it is full', () => {
    expect(windowMove(extent(3_000, 3_800), 5_700, { above: true, below: false }, false)).toBe('up');
  });
});
