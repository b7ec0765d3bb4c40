import { afterEach, describe, expect, test, vi } from 'vitest';
import { clockTime, dayName, today } from '../../../src/page/words/format.ts';
import { dayAndTime, endTime } from '../../../src/page/words/short-format.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('the end of a period', () => {
  test('a time today is shown as a clock time, and any other with its day', () => {
    const noon = new Date(2026, 10, 20, 12).getTime();
    vi.useFakeTimers({ now: noon });
    const [soon, tomorrow] = [noon + 60 * 60_000, noon + 24 * 60 * 60_000];
    expect(endTime(soon)).toBe(clockTime(soon));
    expect(endTime(tomorrow)).toBe(dayAndTime(tomorrow));
    expect(endTime(tomorrow)).toContain('21');
  });
});

/** A local time, in Unix milliseconds. */
const at = ([year, month, day, hour, minute]: readonly [number, number, number, number, number]): number =>
  new Date(year, month, day, hour, minute).getTime();

describe('the name of a day', () => {
  type Moment = [year: number, month: number, day: number, hours: number, minutes: number];
  test.each<[string, string, Moment, Moment]>([
    ['begins', 'a day of 23 hours', [2026, 2, 30, 0, 30], [2026, 2, 29, 0, 15]],
    ['begins', 'a day of 25 hours', [2026, 9, 26, 0, 30], [2026, 9, 25, 0, 15]],
    ['ends', 'a day of 25 hours', [2026, 9, 25, 23, 30], [2026, 9, 24, 0, 15]],
  ])('today and yesterday follow the calendar when today %s after %s', (_, __, now, before) => {
    vi.stubEnv('TZ', 'Europe/Berlin');
    const nowMs = at(now);
    const ts = at(before);
    expect(dayName(nowMs, nowMs)).toBe('Today');
    expect(dayName(ts, nowMs)).toBe('Yesterday');
    expect(dayName(ts - 20 * 60_000, nowMs)).not.toBe('Yesterday');
  });

  test('no day is skipped or named twice within a year, in any time zone', () => {
    for (const zone of ['Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Beirut', 'UTC']) {
      vi.stubEnv('TZ', zone);
      for (let day = 1; day <= 365; day++)
        for (const hour of [0, 12, 23]) {
          const nowMs = new Date(2026, 0, day, hour, 45).getTime();
          expect(dayName(new Date(2026, 0, day - 1, 12).getTime(), nowMs), `${zone} ${day} ${hour}`).toBe('Yesterday');
          expect(dayName(new Date(2026, 0, day - 2, 23, 59).getTime(), nowMs)).not.toBe('Yesterday');
        }
    }
  });
});

test('times are shown in the reader’s present time zone', () => {
  vi.stubEnv('TZ', 'UTC');
  today.value++;
  const noon = Date.UTC(2026, 10, 20, 12);
  expect(clockTime(noon)).toContain('12');
  vi.stubEnv('TZ', 'Asia/Tokyo');
  today.value++;
  expect(clockTime(noon)).toMatch(/21|\b9/);
});
