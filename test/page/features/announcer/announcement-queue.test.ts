import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  ANNOUNCE_EVERY_MS,
  ANNOUNCED_LINES,
  AnnouncementQueue,
} from '../../../../src/page/features/announcer/announcement-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const texts = (announcer: AnnouncementQueue) => announcer.lines.value.map(({ text }) => text);

describe('the announcement queue', () => {
  test('the queue announces new lines together, at most every two seconds', () => {
    const announcer = new AnnouncementQueue();
    announcer.say('a');
    announcer.say('b');
    vi.advanceTimersByTime(ANNOUNCE_EVERY_MS - 1);
    expect(texts(announcer)).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(texts(announcer)).toEqual(['a', 'b']);
  });

  test('the queue keeps only the last lines, and leaves no timer behind', () => {
    const announcer = new AnnouncementQueue();
    for (let index = 0; index < 60; index++) {
      announcer.say(String(index));
      vi.advanceTimersByTime(ANNOUNCE_EVERY_MS);
    }
    expect(announcer.lines.value).toHaveLength(ANNOUNCED_LINES);
    expect(texts(announcer).at(-1)).toBe('59');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('the queue announces only the newest lines of a flood', () => {
    const announcer = new AnnouncementQueue();
    for (let index = 0; index < 100; index++) announcer.say(String(index));
    vi.advanceTimersByTime(ANNOUNCE_EVERY_MS);
    expect(texts(announcer)).toEqual(['95', '96', '97', '98', '99']);
  });

  test('the queue drops the lines of a room that was left', () => {
    const announcer = new AnnouncementQueue();
    announcer.say('a');
    announcer.clear();
    vi.runAllTimers();
    expect(texts(announcer)).toEqual([]);
  });
});
