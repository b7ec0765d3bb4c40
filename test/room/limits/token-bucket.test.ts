import { describe, expect, it } from 'vitest';
import { TokenBucket } from '../../../src/room/limits/token-bucket.ts';

describe('a token bucket', () => {
  it('a token bucket has its burst and its long-term rate, and says how long to wait', () => {
    const bucket = new TokenBucket(10, 3, 0);
    expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([0, 0, 0, 100]);
    expect(bucket.take(99)).toBe(1);
    expect(bucket.take(100)).toBe(0);
    expect([1, 2, 3].map(() => bucket.take(10_000))).toEqual([0, 0, 0]);
    expect(bucket.take(10_000)).toBe(100);
  });

  it('a token bucket charges a cost above its capacity as a full bucket', () => {
    const bucket = new TokenBucket(10, 3, 0);
    expect(bucket.take(0, 5)).toBe(0);
    expect(bucket.take(0, 5)).toBe(300);
    expect(bucket.isFull(299)).toBe(false);
    expect(bucket.isFull(300)).toBe(true);
  });

  it('a token bucket gains nothing if the clock is set back', () => {
    const bucket = new TokenBucket(10, 1, 10_000);
    expect(bucket.take(10_000)).toBe(0);
    expect(bucket.take(0)).toBe(100);
    expect(bucket.take(50)).toBe(50);
  });
});
