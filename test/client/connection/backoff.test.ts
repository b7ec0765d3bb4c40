import { expect, test } from 'vitest';
import { backoffMs } from '../../../src/client/connection/backoff.ts';

const ALMOST_ONE = 1 - Number.EPSILON;

test('the backoff window doubles from half a second to thirty seconds', () => {
  const widest = [1, 2, 3, 4, 5, 6, 7, 8, 1_000].map((attempt) => backoffMs(attempt, ALMOST_ONE));
  expect(widest).toEqual([499, 999, 1_999, 3_999, 7_999, 15_999, 29_999, 29_999, 29_999]);
});

test('B24: full jitter picks any delay from zero to the whole window', () => {
  expect([0, 0.25, 0.5].map((random) => backoffMs(3, random))).toEqual([0, 500, 1_000]);
});

test('a client never reconnects before the time that the server asked for', () => {
  expect(backoffMs(1, 0, 5_000)).toBe(5_000);
  expect(backoffMs(1, 0.5, 5_000)).toBe(5_250);
});
