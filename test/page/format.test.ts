import { afterEach, describe, expect, test, vi } from 'vitest';
import { clockTime, dayAndTime, endTime } from '../../src/page/words/format.ts';

afterEach(() => vi.useRealTimers());

describe('when something ends', () => {
  test('is told by the clock today, and with its day on any other', () => {
    const noon = new Date(2026, 10, 20, 12).getTime();
    vi.useFakeTimers({ now: noon });
    const [soon, tomorrow] = [noon + 60 * 60_000, noon + 24 * 60 * 60_000];
    expect(endTime(soon)).toBe(clockTime(soon));
    expect(endTime(tomorrow)).toBe(dayAndTime(tomorrow));
    expect(endTime(tomorrow)).toContain('21');
  });
});
