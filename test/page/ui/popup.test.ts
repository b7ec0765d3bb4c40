import { describe, expect, test } from 'vitest';
import { positionBeside } from '../../../src/page/ui/popup-position.ts';

const VIEW = { width: 1_000, height: 800 };
const BOX = { width: 200, height: 300 };
const spot = (top: number, right: number) => ({ top, bottom: top + 30, left: right - 30, right });

describe('the position of a pop-up', () => {
  test('a pop-up is below its opener, with their right edges aligned', () => {
    expect(positionBeside(spot(100, 600), BOX, VIEW)).toEqual({ top: 138, left: 400 });
  });

  test('on the left side of the window, the left edges are aligned', () => {
    expect(positionBeside(spot(100, 330), BOX, VIEW)).toEqual({ top: 138, left: 300 });
  });

  test('a pop-up is above its opener if there is no space below', () => {
    expect(positionBeside(spot(600, 600), BOX, VIEW)).toEqual({ top: 292, left: 400 });
  });

  test('a pop-up never leaves the window', () => {
    for (const top of [-500, 0, 400, 790, 2_000])
      for (const right of [-100, 0, 500, 1_500]) {
        const { top: y, left: x } = positionBeside(spot(top, right), BOX, VIEW);
        expect(y).toBeGreaterThanOrEqual(8);
        expect(x).toBeGreaterThanOrEqual(8);
        expect(y + BOX.height).toBeLessThanOrEqual(VIEW.height - 8);
        expect(x + BOX.width).toBeLessThanOrEqual(VIEW.width - 8);
      }
  });
});
