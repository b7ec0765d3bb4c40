import { describe, expect, it } from 'vitest';
import { BatchWindow } from '../../../src/room/pipeline/batch-window.ts';

/** Simulates two seconds of events at a steady rate, flushed as the room would. */
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

describe('the batch window', () => {
  it.each([
    [2, 10],
    [50, 20],
    [300, 5],
    [10, 100],
  ])('in a quiet room the batch window is zero: %i receivers, %i events a second', (receivers, perSecond) => {
    expect(Math.max(...run(receivers, perSecond).waits)).toBe(0);
  });

  it('the batch window is at most 50 ms, which it reaches in a busy room', () => {
    const { waits, window, now } = run(50, 1_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(50);
    expect(window.windowMs(50, now)).toBe(50);
  });

  it('the batch window grows with receivers and rate', () => {
    const windows = [40, 100, 200, 300].map((receivers) => {
      const { window, now } = run(receivers, 60);
      return window.windowMs(receivers, now);
    });
    expect(windows).toEqual(windows.toSorted((a, b) => a - b));
    expect(new Set(windows).size).toBe(windows.length);
  });

  it('the first event after a pause leaves at once, however many receivers there are', () => {
    const { window, now } = run(2_000, 10);
    window.count(now + 1_000);
    expect(window.waitMs(2_000, now + 1_000)).toBe(0);
  });

  it('the batch window is zero again 1.5 s after a burst', () => {
    const { window, now } = run(200, 2_000);
    expect(window.windowMs(200, now + 1_500)).toBe(0);
  });

  it('the batch window stays within 50 ms if the clock goes back', () => {
    const { window, now } = run(50, 1_000);
    window.flushed(now);
    expect(window.waitMs(50, now - 3_600_000)).toBeLessThanOrEqual(50);
  });
});
