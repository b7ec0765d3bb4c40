import { afterEach, expect, test, vi } from 'vitest';
import { followDays } from '../../../../../src/page/features/messages/list/day-change.ts';
import { today } from '../../../../../src/page/words/format.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the page’s day changes only when the reader’s day does', () => {
  vi.useFakeTimers({ now: today.peek() });
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('document', { addEventListener: () => {} });
  let changes = -1;
  const stop = today.subscribe(() => void changes++);
  followDays();
  expect(changes).toBe(0);
  vi.setSystemTime(today.peek() + 24 * 60 * 60_000);
  vi.advanceTimersByTime(60_000);
  expect(changes).toBe(1);
  stop();
});
