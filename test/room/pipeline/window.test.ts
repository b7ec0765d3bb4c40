import { describe, expect, it } from 'vitest';
import { Backlog, beyondTotal } from '../../../src/room/delivery/backlog.ts';
import { TokenBucket } from '../../../src/room/limits/token-bucket.ts';
import { BatchWindow } from '../../../src/room/pipeline/window.ts';

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

describe('a token bucket', () => {
  it('gives its burst at once and its rate in the long run, and says how long to wait', () => {
    const bucket = new TokenBucket(10, 3, 0);
    expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([0, 0, 0, 100]);
    expect(bucket.take(99)).toBe(1);
    expect(bucket.take(100)).toBe(0);
    expect([1, 2, 3].map(() => bucket.take(10_000))).toEqual([0, 0, 0]);
    expect(bucket.take(10_000)).toBe(100);
  });

  it('gives what costs more than it can hold for all it has', () => {
    const bucket = new TokenBucket(10, 3, 0);
    expect(bucket.take(0, 5)).toBe(0);
    expect(bucket.take(0, 5)).toBe(300);
    expect(bucket.isFull(299)).toBe(false);
    expect(bucket.isFull(300)).toBe(true);
  });

  it('gains nothing from a clock that goes back', () => {
    const bucket = new TokenBucket(10, 1, 10_000);
    expect(bucket.take(10_000)).toBe(0);
    expect(bucket.take(0)).toBe(100);
    expect(bucket.take(50)).toBe(50);
  });
});

describe('a backlog', () => {
  const MiB = 1_048_576;

  it('is too much above 4 MiB at once, above 1 MiB after 10 seconds', () => {
    expect(new Backlog().isTooMuch(4 * MiB, 0)).toBe(false);
    expect(new Backlog().isTooMuch(4 * MiB + 1, 0)).toBe(true);
    const backlog = new Backlog();
    expect(backlog.isTooMuch(MiB + 1, 0)).toBe(false);
    expect(backlog.isTooMuch(MiB + 1, 10_000)).toBe(false);
    expect(backlog.isTooMuch(MiB + 1, 10_001)).toBe(true);
  });

  it('is forgiven once it was worked off', () => {
    const backlog = new Backlog();
    expect(backlog.isTooMuch(2 * MiB, 0)).toBe(false);
    expect(backlog.isTooMuch(MiB, 9_000)).toBe(false);
    expect(backlog.isTooMuch(2 * MiB, 11_000)).toBe(false);
    expect(backlog.isTooMuch(2 * MiB, 21_001)).toBe(true);
  });

  it('of all together is cut down where it is largest', () => {
    const waiting = new Map(Array.from({ length: 60 }, (_, i) => [`r${i}`, i === 30 ? 3 * MiB : 0.9 * MiB]));
    expect(beyondTotal(waiting).slice(0, 1)).toEqual(['r30']);
    const closed = new Set(beyondTotal(waiting));
    const left = [...waiting].reduce((sum, [name, bytes]) => (closed.has(name) ? sum : sum + bytes), 0);
    expect(left).toBeLessThanOrEqual(48 * MiB);
    expect(left).toBeGreaterThan(46 * MiB);
    expect(beyondTotal(new Map([['one', 4 * MiB]]))).toEqual([]);
  });

  it('leaves out a replay for as long as it can still be in there', () => {
    const backlog = new Backlog();
    backlog.addReplay(MiB);
    expect(backlog.isTooMuch(5 * MiB, 0)).toBe(false);
    expect(backlog.isTooMuch(0, 1)).toBe(false);
    expect(backlog.isTooMuch(5 * MiB, 2)).toBe(true);
  });
});
