import { describe, expect, it } from 'vitest';
import { authorsIn, peopleIn } from '../../../src/page/state/people.ts';
import type { Person } from '../../../src/protocol/members.ts';

const ME: Person = { id: 'me', name: 'Me', role: 'member' };
const ANA: Person = { id: 'ana', name: 'Ana', role: 'owner' };
const wrote = (seq: number, fromId: string, from: string) => ({ seq, from, fromId, data: 'x', ts: 0 });
const messages = [
  wrote(1, 'bo', 'Bo'),
  wrote(2, 'ana', 'Anna'),
  wrote(3, 'bo', 'Bob'),
  wrote(4, '~g', 'Gus'),
  wrote(5, 'me', 'Me'),
];

describe('people whom a name may mean', () => {
  it('a name may mean any member except the reader, if all are known', () => {
    const here = { self: ME, members: new Map([ME, ANA].map((person) => [person.id, person])), count: 2, messages };
    expect(peopleIn(here)).toEqual([ANA]);
  });

  it('a name may also mean a recent author, by the latest name, if not all members are known', () => {
    const here = { self: ME, members: new Map([ME, ANA].map((person) => [person.id, person])), count: 300, messages };
    expect(peopleIn(here)).toEqual([
      ANA,
      { id: '~g', name: 'Gus', role: 'guest' },
      { id: 'bo', name: 'Bob', role: 'member' },
    ]);
  });

  it('moderators can also name recent authors who have left, newest first', () => {
    expect(authorsIn({ self: ME, members: new Map([ME, ANA].map((person) => [person.id, person])), messages })).toEqual(
      [
        { id: '~g', name: 'Gus', role: 'guest' },
        { id: 'bo', name: 'Bob', role: 'member' },
      ],
    );
  });

  it('a name means nobody in a room without known state', () => {
    expect(peopleIn(undefined)).toEqual([]);
    expect(authorsIn(undefined)).toEqual([]);
  });
});
