import { describe, expect, it } from 'vitest';
import { Backlog, beyondTotal } from '../../../src/room/delivery/backlog.ts';

describe('a backlog', () => {
  const MiB = 1_048_576;

  it('a backlog is too large above 4 MiB at once, or above 1 MiB for 10 seconds', () => {
    expect(new Backlog().isTooMuch(4 * MiB, 0)).toBe(false);
    expect(new Backlog().isTooMuch(4 * MiB + 1, 0)).toBe(true);
    const backlog = new Backlog();
    expect(backlog.isTooMuch(MiB + 1, 0)).toBe(false);
    expect(backlog.isTooMuch(MiB + 1, 10_000)).toBe(false);
    expect(backlog.isTooMuch(MiB + 1, 10_001)).toBe(true);
  });

  it('a backlog that has been sent is forgotten', () => {
    const backlog = new Backlog();
    expect(backlog.isTooMuch(2 * MiB, 0)).toBe(false);
    expect(backlog.isTooMuch(MiB, 9_000)).toBe(false);
    expect(backlog.isTooMuch(2 * MiB, 11_000)).toBe(false);
    expect(backlog.isTooMuch(2 * MiB, 21_001)).toBe(true);
  });

  it('the largest backlogs are cut first if all together are too large', () => {
    const waiting = new Map(Array.from({ length: 60 }, (_, i) => [`r${i}`, i === 30 ? 3 * MiB : 0.9 * MiB]));
    expect(beyondTotal(waiting).slice(0, 1)).toEqual(['r30']);
    const closed = new Set(beyondTotal(waiting));
    const left = [...waiting].reduce((sum, [name, bytes]) => (closed.has(name) ? sum : sum + bytes), 0);
    expect(left).toBeLessThanOrEqual(48 * MiB);
    expect(left).toBeGreaterThan(46 * MiB);
    expect(beyondTotal(new Map([['one', 4 * MiB]]))).toEqual([]);
  });

  it('a replay is not counted in a backlog for as long as it may be part of it', () => {
    const backlog = new Backlog();
    backlog.addReplay(MiB);
    expect(backlog.isTooMuch(5 * MiB, 0)).toBe(false);
    expect(backlog.isTooMuch(0, 1)).toBe(false);
    expect(backlog.isTooMuch(5 * MiB, 2)).toBe(true);
  });
});
