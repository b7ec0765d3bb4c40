import { describe, expect, test } from 'vitest';
import { drawnTo, ENOUGH_PX } from '../../../../../src/page/features/messages/tools/swipe-distance.ts';

describe('swiping a message', () => {
  test('a message doesn’t move while the gesture may still become a scroll', () => {
    expect(drawnTo(undefined, 9, 9)).toBeUndefined();
    expect(drawnTo(undefined, -9, 0)).toBeUndefined();
  });

  test('a gesture along the list or towards the start of the lines is a scroll', () => {
    expect(drawnTo(undefined, 9, 10)).toBe('along');
    expect(drawnTo(undefined, -10, 0)).toBe('along');
  });

  test('a message follows the finger up to a limit, and never moves back beyond its place', () => {
    expect(drawnTo(undefined, 10, 9)).toBe(10);
    expect(drawnTo(10, ENOUGH_PX, 0)).toBe(ENOUGH_PX);
    expect(drawnTo(10, 500, 0)).toBe(80);
    expect(drawnTo(10, -20, 0)).toBe(0);
  });

  test('a swipe that has begun continues in any direction', () => {
    expect(drawnTo(10, 20, 300)).toBe(20);
    expect(drawnTo(0, 3, 0)).toBe(3);
  });
});
