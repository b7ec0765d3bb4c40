import { describe, expect, test } from 'vitest';
import { type Link, RoomClient } from '../../../../src/client/index.ts';
import { signOf, standingOf } from '../../../../src/page/features/rooms/room-status.ts';
import { put } from '../../../../src/page/gallery/put.ts';
import { Room } from '../../../../src/page/state/room.ts';

const NOW = 1_700_000_000_000;
const DAY = 24 * 60 * 60_000;

const stopped = (code: string): Link => ({ status: 'stopped', code, reason: '' });
const waiting = (code?: string): Link => ({
  status: 'waiting',
  attempt: 1,
  retryAtMs: NOW,
  ...(code === undefined ? {} : { code }),
});

/** A room with the connection state `link` that was last opened `agoMs` ago. */
function room(link: Link, agoMs = 0): Room {
  const client = new RoomClient({ url: 'http://nowhere.test', room: 'den' });
  const made = new Room('den', NOW - agoMs);
  put(made.client, client);
  put(made.state, { ...client.state, link });
  return made;
}

describe('the icon of a room in the list', () => {
  test.each([
    ['banned', 'Banned'],
    ['kicked', 'Removed from the room'],
    ['locked', 'Locked'],
    ['replaced', 'Open in another tab'],
  ])('a room that doesn’t let the reader in shows why: %s', (code, text) => {
    expect(standingOf(stopped(code))).toBe(text);
    expect(signOf(room(stopped(code)), NOW)).toEqual({ icon: 'lock', text });
  });

  test('a room that is being retried shows that it is full, or that it is not connected', () => {
    expect(signOf(room(waiting('room_full')), NOW)).toEqual({ icon: 'cut', text: 'The room is full' });
    for (const link of [waiting(), waiting('restart'), waiting('of_a_later_version')])
      expect(signOf(room(link), NOW)).toEqual({ icon: 'cut', text: 'Not connected' });
    expect(signOf(room(stopped('abuse')), NOW)).toEqual({ icon: 'lock', text: 'Not connected' });
  });

  test('a connected or connecting room has no icon', () => {
    for (const link of [
      { status: 'live', sinceMs: NOW },
      { status: 'connecting', attempt: 1 },
      { status: 'connecting', attempt: 2 },
      { status: 'idle' },
    ] as const)
      expect(signOf(room(link), NOW)).toBeUndefined();
  });

  test('a room that nobody opened for a day shows that it is asleep, unless it is still connected', () => {
    const old = room({ status: 'idle' }, DAY + 1);
    expect(signOf(old, NOW)).toBeUndefined();
    put(old.client, undefined);
    expect(signOf(old, NOW)).toEqual({ icon: 'moon', text: 'Not connected: not opened for a day' });
    expect(signOf(old, NOW - 1)).toBeUndefined();
  });
});
