import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { store } from '../../../src/page/state/local-storage.ts';
import { RoomRecord } from '../../../src/page/state/room-record.ts';

const MARK = { epoch: 'e1', seq: 4 };
/** Longer than a change waits to be stored. */
const LATER_MS = 10_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  store.set('room:den', undefined);
});

test('a read mark and the times of a room are restored after a reload', () => {
  const record = new RoomRecord('den', 100);
  record.look(200);
  record.markRead(MARK);
  vi.advanceTimersByTime(LATER_MS);
  const again = new RoomRecord('den', 300);
  expect([again.addedMs, again.lookedMs, again.mark.value]).toEqual([100, 200, MARK]);
});

test('the mark that another tab has stored is not stored again', () => {
  const record = new RoomRecord('den', 100);
  record.adoptMark(MARK);
  vi.advanceTimersByTime(LATER_MS);
  expect([record.mark.value, store.get('room:den')]).toEqual([MARK, undefined]);
});

test('nothing about a room is stored after the reader has left it, until it is restored', () => {
  const record = new RoomRecord('den', 100);
  record.look(200);
  record.retire();
  record.markRead(MARK);
  vi.advanceTimersByTime(LATER_MS);
  expect(store.get('room:den')).toBeUndefined();
  record.restore();
  expect(new RoomRecord('den', 300).mark.value).toEqual(MARK);
});
