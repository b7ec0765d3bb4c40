import { describe, expect, test } from 'vitest';
import { roomPath, routeOf } from '../../src/protocol/room-path.ts';

describe('the path of a room', () => {
  test("parsing a room's path gives the room again", () => {
    for (const room of ['lobby', '花园', 'a-b_c', '한국'])
      expect(routeOf(roomPath(room))).toEqual({ kind: 'room', room });
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
  ])('the path of a room may be written %s', (path) => {
    expect(routeOf(path)).toEqual({ kind: 'room', room: 'lobby' });
  });

  test.each(['/', '', '//', '/r', '/r/', '/R', '/room', '/rooms/'])(
    '%j is the path of the page without a room',
    (path) => {
      expect(routeOf(path)).toEqual({ kind: 'home' });
    },
  );

  test.each([
    ['/r/two%20words', 'two words'],
    ['/r/lobby/extra', 'lobby/extra'],
    ['/r/..%2Fx', '../x'],
    ['/r/%ZZ', '%ZZ'],
    ['/room/a.b', 'a.b'],
  ])('%s is not the path of a room, because no room can have that name', (path, raw) => {
    expect(routeOf(path)).toEqual({ kind: 'bad', raw });
  });
});

describe('any other path', () => {
  test.each(['/api', '/API', '/ws', '/ws/lobby', '/assets', '/assets/app.js', '/diagnostics', '/index.php', '/a/b'])(
    '%s is not the path of a room',
    (path) => {
      expect(routeOf(path)).toEqual({ kind: 'nowhere', raw: path.slice(1) });
    },
  );
});
