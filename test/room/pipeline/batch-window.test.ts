import { describe, expect, it } from 'vitest';
import { BatchWindow } from '../../../src/room/pipeline/batch-window.ts';

/** Events at a steady rate for two seconds, each looked at as the room does. */
function run(receivers: number, perSecond: number): { waits: number[]; window: BatchWindow; now: number } {
  const window = new BatchWindow();
  const waits: number[] = [];
  let due = Number.POSITIVE_INFINITY;
  let now = 0;
  for (let n = 0; n < 2 * perSecond; n++) {
    now = (n * 1_000) / perSecond;
    if (due <= now) {
      window.flushed(due);
      due = Number.POSITIVE_INFINITY;
    }
    window.count(now);
    const wait = window.waitMs(receivers, now);
    waits.push(due === Number.POSITIVE_INFINITY ? wait : due - now);
    if (wait === 0) window.flushed(now);
    else if (due === Number.POSITIVE_INFINITY) due = now + wait;
  }
  return { waits, window, now };
}

describe('the batch window of a room', () => {
  it.each([
    [2, 10],
    [50, 20],
    [300, 5],
    [10, 100],
  ])('lets nobody wait in a quiet room: %i receivers, %i events a second', (receivers, perSecond) => {
    expect(Math.max(...run(receivers, perSecond).waits)).toBe(0);
  });

  it('lets events wait for 50 ms at most, and does so in a busy room', () => {
    const { waits, window, now } = run(50, 1_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(50);
    expect(window.windowMs(50, now)).toBe(50);
  });

  it('lets the window grow with receivers and rate', () => {
    const windows = [40, 100, 200, 300].map((receivers) => {
      const { window, now } = run(receivers, 60);
      return window.windowMs(receivers, now);
    });
    expect(windows).toEqual(windows.toSorted((a, b) => a - b));
    expect(new Set(windows).size).toBe(windows.length);
  });

  it('lets the first event after a pause go at once, however many receive it', () => {
    const { window, now } = run(2_000, 10);
    window.count(now + 1_000);
    expect(window.waitMs(2_000, now + 1_000)).toBe(0);
  });

  it('is quiet again a second and a half after a storm', () => {
    const { window, now } = run(200, 2_000);
    expect(window.windowMs(200, now + 1_500)).toBe(0);
  });

  it('makes nobody wait longer for a clock that goes back', () => {
    const { window, now } = run(50, 1_000);
    window.flushed(now);
    expect(window.waitMs(50, now - 3_600_000)).toBeLessThanOrEqual(50);
  });
});
