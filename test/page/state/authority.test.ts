import { describe, expect, test } from 'vitest';
import { givable, mayRestrain } from '../../../src/page/state/authority.ts';
import type { Role } from '../../../src/protocol/roles.ts';
import { rightsOf } from '../../../src/room/access/rights.ts';

const OWNED = { roles: new Map([['o', 'owner'] as const]) };
/** A person with the rights that a room reports to them. */
const person = (id: string, role: Role) => ({ id, role, may: rightsOf(role, OWNED) });
const owner = person('o', 'owner');
const moderator = person('m', 'moderator');
const member = person('p', 'member');
const guest = person('~g', 'guest');

describe('moderation actions on offer', () => {
  test.each(['kick', 'mute', 'unmute', 'ban'] as const)(
    'the reader may %s only members with a lower role, and never themselves',
    (right) => {
      expect(mayRestrain(owner, right, moderator)).toBe(true);
      expect(mayRestrain(moderator, right, guest)).toBe(true);
      expect(mayRestrain(moderator, right, person('m2', 'moderator'))).toBe(false);
      expect(mayRestrain(moderator, right, owner)).toBe(false);
      expect(mayRestrain(member, right, guest)).toBe(false);
      expect(mayRestrain(owner, right, owner)).toBe(false);
      expect(mayRestrain(undefined, right, guest)).toBe(false);
    },
  );

  test('each action needs its own right, whatever the role', () => {
    const mutes = { ...moderator, may: ['mute'] as const };
    expect(mayRestrain(mutes, 'mute', guest)).toBe(true);
    expect(mayRestrain(mutes, 'ban', guest)).toBe(false);
    expect(givable({ ...owner, may: [] }, member)).toEqual([]);
  });

  test('a room of an earlier version reports no rights, so only stepping down is offered', () => {
    const { may: _, ...untold } = owner;
    expect(mayRestrain(untold, 'kick', guest)).toBe(false);
    expect(givable(untold, member)).toEqual([]);
    expect(givable(untold, untold)).toEqual(['moderator', 'member']);
  });

  test('only owners give roles, and never to guests', () => {
    expect(givable(owner, member)).toEqual(['owner', 'moderator']);
    expect(givable(owner, moderator)).toEqual(['owner', 'member']);
    expect(givable(owner, guest)).toEqual([]);
    expect(givable(moderator, member)).toEqual([]);
  });

  test('a silenced member can’t get a higher role', () => {
    expect(givable(owner, member, true)).toEqual([]);
    expect(givable(owner, moderator, true)).toEqual(['member']);
    expect(givable(moderator, moderator, true)).toEqual(['member']);
  });

  test('everybody may step down', () => {
    expect(givable(owner, owner)).toEqual(['moderator', 'member']);
    expect(givable(moderator, moderator)).toEqual(['member']);
    expect(givable(member, member)).toEqual([]);
  });
});
