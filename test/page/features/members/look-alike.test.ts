import { describe, expect, test } from 'vitest';
import { likeName } from '../../../../src/page/features/members/look-alike.ts';

const known = (people: Record<string, string>, authors: Record<string, string> = {}) => ({
  members: new Map(Object.entries(people).map(([id, name]) => [id, { id, name }])),
  messages: Object.entries(authors).map(([fromId, from]) => ({ fromId, from })),
});

describe('look-alike names', () => {
  test('a look-alike resembles a present member, ignoring case, accents and spaces', () => {
    const here = known({ k3f9xx: 'Ana·k3f9', aaaa: 'Ana', bbbb: 'Bo' });
    expect(likeName('Ana·k3f9', here)).toBe('Ana');
    expect(likeName('ána·k3f9', here)).toBe('Ana');
    expect(likeName('A na·k3f9', here)).toBe('Ana');
  });

  test('of several members, a look-alike resembles the one without a suffix', () => {
    expect(likeName('Ana·k3f9', known({ k3f9: 'Ana·k3f9', zzzz: 'Ana·zzzz', aaaa: 'Ana' }))).toBe('Ana');
    expect(likeName('Ana·k3f9', known({ k3f9: 'Ana·k3f9', zzzz: 'Ana·zzzz' }))).toBe('Ana·zzzz');
  });

  test('a look-alike resembles an author who has left', () => {
    expect(likeName('Ana·k3f9', known({ '~k3f9yy': 'Ana·k3f9' }, { aaaa: 'Ana', '~k3f9yy': 'Ana' }))).toBe('Ana');
  });

  test('a look-alike resembles somebody unknown to the page if it is spelled in other letters', () => {
    expect(likeName('Аna·k3f9', known({ k3f9: 'Аna·k3f9', aaaa: 'Ana' }))).toBeUndefined();
    expect(likeName('Ana·k3f9', known({ k3f9: 'Ana·k3f9' }))).toBeUndefined();
  });
});
