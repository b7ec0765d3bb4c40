import { describe, expect, test } from 'vitest';
import { messageOf, routeOf } from '../../src/page/state/route.ts';

describe('an address', () => {
  test('names a room in its one form, or says that none can be called so', () => {
    expect(routeOf('/r/garden')).toEqual({ kind: 'room', room: 'garden' });
    expect(routeOf('/r/%E8%8A%B1%E5%9B%AD/')).toEqual({ kind: 'room', room: '花园' });
    expect(routeOf('/r/two%20words')).toEqual({ kind: 'bad', raw: 'two words' });
    expect(routeOf('/r/a/b')).toEqual({ kind: 'bad', raw: 'a/b' });
    expect(routeOf('/')).toEqual({ kind: 'home' });
  });

  test('names a message in its fragment', () => {
    expect(messageOf('#m17')).toBe(17);
    expect(messageOf('')).toBeUndefined();
    expect(messageOf('#m')).toBeUndefined();
    expect(messageOf('#m1e9')).toBeUndefined();
    expect(messageOf(`#m${'9'.repeat(20)}`)).toBeUndefined();
  });
});
