import { describe, expect, test } from 'vitest';
import { placeOf, roomPath } from '../../src/protocol/room-path.ts';

describe('the address of a room', () => {
  test('leads back to it', () => {
    for (const room of ['lobby', '花园', 'a-b_c', '한국'])
      expect(placeOf(roomPath(room))).toEqual({ kind: 'room', room });
  });

  test.each([
    '/r/lobby',
    '/r/lobby/',
    '/R/lobby',
    '/r/Lobby',
    '/r/%6Cobby',
    '//r//lobby//',
    '/room/lobby',
    '/Rooms/LOBBY/',
    '/lobby',
    '/Lobby/',
    '/ｌｏｂｂｙ',
  ])('may be spelled %s', (path) => {
    expect(placeOf(path)).toEqual({ kind: 'room', room: 'lobby' });
  });

  test.each(['/', '', '//', '/r', '/r/', '/R', '/room', '/rooms/'])(
    'is that of all rooms without a name: %j',
    (path) => {
      expect(placeOf(path)).toEqual({ kind: 'home' });
    },
  );

  test.each([
    ['/r/two%20words', 'two words'],
    ['/r/lobby/extra', 'lobby/extra'],
    ['/r/..%2Fx', '../x'],
    ['/r/%ZZ', '%ZZ'],
    ['/room/a.b', 'a.b'],
  ])('has no room at %s, since none can be called so', (path, raw) => {
    expect(placeOf(path)).toEqual({ kind: 'bad', raw });
  });
});

describe('any other address', () => {
  test.each(['/api', '/API', '/ws', '/ws/lobby', '/assets', '/assets/app.js', '/diagnostics', '/index.php', '/a/b'])(
    'is no room: %s',
    (path) => {
      expect(placeOf(path)).toEqual({ kind: 'nowhere', raw: path.slice(1) });
    },
  );
});
