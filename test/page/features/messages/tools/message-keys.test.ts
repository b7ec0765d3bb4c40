import { describe, expect, test } from 'vitest';
import { moveTo } from '../../../../../src/page/features/messages/tools/row-moves.ts';

describe('row navigation by keyboard', () => {
  test('arrow keys move one row up or down, and stop at both ends', () => {
    expect(moveTo('ArrowUp', 3, 5)).toBe(2);
    expect(moveTo('ArrowDown', 3, 5)).toBe(4);
    expect(moveTo('ArrowUp', 0, 5)).toBe(0);
    expect(moveTo('ArrowDown', 5, 5)).toBe(5);
  });

  test('Home goes to the first row and End to the last', () => {
    expect(moveTo('Home', 3, 5)).toBe(0);
    expect(moveTo('End', 3, 5)).toBe(5);
  });

  test('if no row is focused, arrow keys start at the last row', () => {
    expect(moveTo('ArrowUp', 6, 5)).toBe(5);
    expect(moveTo('ArrowDown', 6, 5)).toBe(5);
  });

  test('other keys don’t move to another row', () => {
    expect(moveTo('PageUp', 3, 5)).toBeUndefined();
    expect(moveTo('r', 3, 5)).toBeUndefined();
  });
});
