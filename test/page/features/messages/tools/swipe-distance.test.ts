import { describe, expect, test } from 'vitest';
import { drawnTo, ENOUGH_PX } from '../../../../../src/page/features/messages/tools/swipe-distance.ts';

describe('a finger on a message', () => {
  test('draws nothing as long as it may yet scroll', () => {
    expect(drawnTo(undefined, 9, 9)).toBeUndefined();
    expect(drawnTo(undefined, -9, 0)).toBeUndefined();
  });

  test('scrolls where it goes along the list, or back to the beginning of the lines', () => {
    expect(drawnTo(undefined, 9, 10)).toBe('along');
    expect(drawnTo(undefined, -10, 0)).toBe('along');
  });

  test('draws the message along with it, as far as it may go, and no further back than where it stands', () => {
    expect(drawnTo(undefined, 10, 9)).toBe(10);
    expect(drawnTo(10, ENOUGH_PX, 0)).toBe(ENOUGH_PX);
    expect(drawnTo(10, 500, 0)).toBe(80);
    expect(drawnTo(10, -20, 0)).toBe(0);
  });

  test('goes on drawing, once it draws, wherever it goes', () => {
    expect(drawnTo(10, 20, 300)).toBe(20);
    expect(drawnTo(0, 3, 0)).toBe(3);
  });
});
