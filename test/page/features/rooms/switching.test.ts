import { describe, expect, test } from 'vitest';
import { roomsFor, type Switchable } from '../../../../src/page/features/rooms/switching.ts';

const room = (name: string, over: Partial<Switchable> = {}): Switchable => ({
  name,
  lookedMs: 0,
  count: 0,
  calls: 0,
  ...over,
});

const names = (rooms: readonly Switchable[], query: string) => roomsFor(rooms, query).map(({ name }) => name);

describe('the room switcher', () => {
  test('all rooms are offered: first those with mentions, then with unread messages, then by last visit', () => {
    const rooms = [
      room('old', { lookedMs: 1 }),
      room('new', { lookedMs: 9 }),
      room('unread', { lookedMs: 2, count: 3 }),
      room('called', { count: 1, calls: 1 }),
    ];
    expect(names(rooms, '')).toEqual(['called', 'unread', 'new', 'old']);
  });

  test('an exact match comes first, then a match at the beginning, within the name, and of letters in order', () => {
    const rooms = [
      room('release-train'),
      room('train', { lookedMs: 1 }),
      room('trains'),
      room('the-rain'),
      room('rat'),
    ];
    expect(names(rooms, 'train')).toEqual(['train', 'trains', 'release-train', 'the-rain']);
  });

  test('Chinese names are found, and full-width letters match plain ones', () => {
    const rooms = [room('聊天室'), room('garden')];
    expect(names(rooms, '天')).toEqual(['聊天室']);
    expect(names(rooms, 'ＧＡＲ')).toEqual(['garden']);
    expect(names(rooms, 'x')).toEqual([]);
  });
});
