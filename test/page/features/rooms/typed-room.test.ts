import { describe, expect, test } from 'vitest';
import { nearestRoom, typedRoom } from '../../../../src/page/features/rooms/typed-room.ts';
import { initialOf, splitName } from '../../../../src/page/state/member-appearance.ts';

describe('typed room names', () => {
  test.each([
    ['General', 'general'],
    ['  #general ', 'general'],
    ['聊天室', '聊天室'],
    ['ｇｅｎ', 'gen'],
    ['https://chat.example/r/%E8%81%8A#m4', '聊'],
    ['https://chat.example/R/Garden/', 'garden'],
    ['chat.example/r/garden?x=1', 'garden'],
    ['localhost:8787/room/garden', 'garden'],
    ['/r/garden', 'garden'],
    ['r/garden', 'garden'],
  ])('%j is a room', (raw, room) => {
    expect(typedRoom(raw)).toEqual({ ok: true, room });
  });

  test.each([
    ['', 'empty'],
    ['#', 'empty'],
    ['a b', 'space'],
    ['-a', 'start'],
    ['a/b', 'characters'],
    ['a.', 'characters'],
    ['😀', 'start'],
    ['x'.repeat(65), 'long'],
    ['https://chat.example/r/%ZZ', 'start'],
  ])('%j is refused because of %s', (raw, problem) => {
    expect(typedRoom(raw)).toEqual({ ok: false, problem });
  });
});

describe('the nearest room name to an address', () => {
  test.each([
    ['Lobby x', 'lobby-x'],
    ['lobby/extra', 'lobby'],
    ['../x', 'x'],
    ['index.php', 'index-php'],
    [' Lobby! ', 'lobby'],
    ['-_a', 'a'],
    ['x'.repeat(80), 'x'.repeat(64)],
    ['读 书', '读-书'],
    ['😀', ''],
    ['', ''],
  ])('the nearest name to %j is %j', (raw, room) => {
    expect(nearestRoom(raw)).toBe(room);
  });
});

describe('initials of members', () => {
  test('the initial of a member is one user-perceived character', () => {
    expect(initialOf('ana')).toBe('A');
    expect(initialOf('é́x')).toBe('É́');
    expect(initialOf('李雷')).toBe('李');
    expect(initialOf('👩‍👩‍👧 x')).toBe('👩‍👩‍👧');
  });

  test('a guest has two letters, because many guests would share one', () => {
    expect(initialOf('guest-k3f9')).toBe('k3');
    expect(initialOf('guest-_Ylq')).toBe('Yl');
    expect(initialOf('guest-A-B_')).toBe('A-');
    expect(initialOf('guest-k3f9·k3f9')).toBe('k3');
    expect(initialOf('guest')).toBe('G');
  });

  test('the suffix of a look-alike is split from the name', () => {
    expect(splitName('Mira·k3f9')).toEqual({ plain: 'Mira', tag: 'k3f9' });
    expect(splitName('Mira')).toEqual({ plain: 'Mira', tag: '' });
  });
});
