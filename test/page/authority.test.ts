import { describe, expect, test } from 'vitest';
import { givable, mayRestrain } from '../../src/page/state/authority.ts';
import type { Role } from '../../src/protocol/shared.ts';

const person = (id: string, role: Role) => ({ id, role });
const owner = person('o', 'owner');
const moderator = person('m', 'moderator');
const member = person('p', 'member');
const guest = person('~g', 'guest');

describe('what is offered to do to others', () => {
  test('restraint takes a higher role than theirs, and never oneself', () => {
    expect(mayRestrain(owner, moderator)).toBe(true);
    expect(mayRestrain(moderator, guest)).toBe(true);
    expect(mayRestrain(moderator, person('m2', 'moderator'))).toBe(false);
    expect(mayRestrain(moderator, owner)).toBe(false);
    expect(mayRestrain(member, guest)).toBe(false);
    expect(mayRestrain(owner, owner)).toBe(false);
    expect(mayRestrain(undefined, guest)).toBe(false);
  });

  test('roles are given by owners, never to guests', () => {
    expect(givable(owner, member)).toEqual(['owner', 'moderator']);
    expect(givable(owner, moderator)).toEqual(['owner', 'member']);
    expect(givable(owner, guest)).toEqual([]);
    expect(givable(moderator, member)).toEqual([]);
  });

  test('no higher role is given to who is silenced', () => {
    expect(givable(owner, member, true)).toEqual([]);
    expect(givable(owner, moderator, true)).toEqual(['member']);
    expect(givable(moderator, moderator, true)).toEqual(['member']);
  });

  test('anybody may step down', () => {
    expect(givable(owner, owner)).toEqual(['moderator', 'member']);
    expect(givable(moderator, moderator)).toEqual(['member']);
    expect(givable(member, member)).toEqual([]);
  });
});
