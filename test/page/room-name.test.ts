import { describe, expect, test } from 'vitest';
import { hueOf, initialOf, splitName } from '../../src/page/state/person.ts';
import { typedRoom } from '../../src/page/state/room-name.ts';
import { roomPath, routeOf } from '../../src/page/state/route.ts';

describe('what is typed as a room', () => {
  test.each([
    ['General', 'general'],
    ['  #general ', 'general'],
    ['聊天室', '聊天室'],
    ['ｇｅｎ', 'gen'],
    ['https://chat.example/r/%E8%81%8A#m4', '聊'],
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

describe('addresses', () => {
  test('name rooms', () => {
    expect(routeOf('/')).toEqual({ kind: 'home' });
    expect(routeOf('/r/General')).toEqual({ kind: 'room', room: 'general' });
    expect(routeOf(roomPath('聊天室'))).toEqual({ kind: 'room', room: '聊天室' });
    expect(routeOf('/r/..%2Fx')).toEqual({ kind: 'bad', raw: '../x' });
    expect(routeOf('/r/%ZZ')).toEqual({ kind: 'bad', raw: '%ZZ' });
  });
});

describe('people', () => {
  test('keep their colour', () => {
    expect(hueOf('abc')).toBe(hueOf('abc'));
    expect(hueOf('abc')).toBeGreaterThanOrEqual(0);
    expect(hueOf('abd')).toBeLessThan(360);
  });

  test('have one letter, as people count them', () => {
    expect(initialOf('ana')).toBe('A');
    expect(initialOf('guest-_Ylq')).toBe('Y');
    expect(initialOf('é́x')).toBe('É́');
    expect(initialOf('李雷')).toBe('李');
    expect(initialOf('👩‍👩‍👧 x')).toBe('👩‍👩‍👧');
    expect(initialOf('guest-k3f9')).toBe('K');
  });

  test('show the mark of a look-alike apart', () => {
    expect(splitName('Mira·k3f9')).toEqual({ plain: 'Mira', tag: 'k3f9' });
    expect(splitName('Mira')).toEqual({ plain: 'Mira', tag: '' });
  });
});
