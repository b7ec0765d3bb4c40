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

describe('the switcher', () => {
  test('offers every room: where one was called, then what is unread, then what was looked at last', () => {
    const rooms = [
      room('old', { lookedMs: 1 }),
      room('new', { lookedMs: 9 }),
      room('unread', { lookedMs: 2, count: 3 }),
      room('called', { count: 1, calls: 1 }),
    ];
    expect(names(rooms, '')).toEqual(['called', 'unread', 'new', 'old']);
  });

  test('puts the name itself first, then what begins with it, holds it, or has its letters in order', () => {
    const rooms = [
      room('release-train'),
      room('train', { lookedMs: 1 }),
      room('trains'),
      room('the-rain'),
      room('rat'),
    ];
    expect(names(rooms, 'train')).toEqual(['train', 'trains', 'release-train', 'the-rain']);
  });

  test('finds Chinese names, and full-width letters mean plain ones', () => {
    const rooms = [room('聊天室'), room('garden')];
    expect(names(rooms, '天')).toEqual(['聊天室']);
    expect(names(rooms, 'ＧＡＲ')).toEqual(['garden']);
    expect(names(rooms, 'x')).toEqual([]);
  });
});
