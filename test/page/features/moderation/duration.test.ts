import { describe, expect, test } from 'vitest';
import { durationIn } from '../../../../src/page/features/moderation/duration.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('durations after a name', () => {
  test.each([
    ['Bo 10m', 10 * MINUTE_MS],
    ['Bo 10 min', 10 * MINUTE_MS],
    ['Bo 1h', 60 * MINUTE_MS],
    ['Bo 2 Hours', 120 * MINUTE_MS],
    ['Bo 1d', DAY_MS],
    ['Bo 2w', 14 * DAY_MS],
    ['Bo 10分钟', 10 * MINUTE_MS],
    ['Bo 1 小时', 60 * MINUTE_MS],
    ['Bo  3天 ', 3 * DAY_MS],
    ['Bo forever', undefined],
    ['Bo for good', undefined],
    ['Bo 永久', undefined],
  ])('a duration in minutes, hours, days or weeks, or for good, is found: "%s"', (text, ms) => {
    expect(durationIn(text)).toEqual({ name: 'Bo', ms });
  });

  test('a duration is found after a name of several words', () => {
    expect(durationIn('@Ana Maria 1h')).toEqual({ name: '@Ana Maria', ms: 60 * MINUTE_MS });
    expect(durationIn('Bo 1 1h')).toEqual({ name: 'Bo 1', ms: 60 * MINUTE_MS });
  });

  test("a number that is part of the name, zero or without a unit isn't a duration", () => {
    for (const text of ['Bo', 'Bo1h', '1h', 'forever', 'Bo 0m', 'Bo 10', 'Bo 1y', 'Bo 1h now', 'Bo 99999d', ''])
      expect(durationIn(text), text).toBeUndefined();
  });
});
