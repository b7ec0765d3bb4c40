/** The rights of each role, and which members a change of roles affects. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedBy, rightsOf } from '../../../src/room/access/rights.ts';
import { RANKS, rankOf } from '../../../src/room/access/roles.ts';
import type { Moderation } from '../../../src/room/access/types.ts';

type Given = Moderation['roles'] extends ReadonlyMap<string, infer Role> ? Role : never;

const OLIVIA = 'olivia0000000000';
const MO = 'mo00000000000000';
const BO = 'bo00000000000000';
const ADA = 'admin00000000000';
const GUS = '~gus000000000';
const ADMINS = new Set([ADA]);
const ALL = [OLIVIA, MO, BO, ADA, GUS];

const state = (...roles: [string, Given][]): Pick<Moderation, 'roles'> => ({ roles: new Map(roles) });
const NOBODY = state();
const OWNED = state([OLIVIA, 'owner']);

const moved = (before: Pick<Moderation, 'roles'>, after: Pick<Moderation, 'roles'>, present: Iterable<string> = ALL) =>
  Object.fromEntries(movedBy(before, after, ADMINS, present));

describe('rights by rank', () => {
  it('guests and members have no rights, except to set the topic in a room without an owner', () => {
    for (const rank of ['guest', 'member'] as const) {
      expect(rightsOf(rank, OWNED)).toEqual([]);
      expect(rightsOf(rank, NOBODY)).toEqual(['topic']);
    }
  });

  it('a higher rank has all rights of a lower one, and more', () => {
    for (const [index, rank] of RANKS.entries())
      for (const lower of RANKS.slice(0, index))
        expect(rightsOf(rank, OWNED)).toEqual(expect.arrayContaining(rightsOf(lower, OWNED)));
    const owners = rightsOf('owner', OWNED);
    expect(owners).toEqual(expect.arrayContaining([...rightsOf('moderator', OWNED), 'role', 'retention']));
    expect(rightsOf('admin', OWNED)).toEqual([...owners, 'diagnose', 'close']);
  });
});

describe('members affected by a change of roles', () => {
  it('the first owner affects that member and all members who lose the right to set the topic', () => {
    expect(moved(NOBODY, OWNED)).toEqual({ owner: [OLIVIA], member: [MO, BO], guest: [GUS] });
  });

  it('removing the last owner affects that member and all members who regain the right to set the topic', () => {
    expect(moved(state([OLIVIA, 'owner'], [MO, 'moderator']), state([MO, 'moderator']))).toEqual({
      member: [OLIVIA, BO],
      guest: [GUS],
    });
  });

  it('any other role affects only the member that gets or loses it', () => {
    const staffed = state([OLIVIA, 'owner'], [MO, 'moderator']);
    expect(moved(OWNED, staffed)).toEqual({ moderator: [MO] });
    expect(moved(staffed, OWNED)).toEqual({ member: [MO] });
    expect(moved(OWNED, state([OLIVIA, 'owner'], [MO, 'owner']))).toEqual({ owner: [MO] });
  });

  it('a role given to an admin affects nobody, because admins rank higher', () => {
    expect(moved(OWNED, state([OLIVIA, 'owner'], [ADA, 'moderator']))).toEqual({});
  });

  it('members are not scanned if no role changed', () => {
    const present: Iterable<string> = {
      [Symbol.iterator]: () => {
        throw new Error('asked');
      },
    };
    expect(moved(OWNED, OWNED, present)).toEqual({});
    expect(moved(OWNED, state([OLIVIA, 'owner'], [MO, 'moderator']), present)).toEqual({ moderator: [MO] });
  });

  it('exactly the connected members whose rank or rights differ are affected', () => {
    const roles = fc.uniqueArray(
      fc.tuple(fc.constantFrom(OLIVIA, MO, BO, ADA), fc.constantFrom<Given>('owner', 'moderator')),
      { selector: ([id]) => id },
    );
    fc.assert(
      fc.property(roles, roles, (first, second) => {
        const [before, after] = [state(...first), state(...second)];
        const told = (id: string, { roles: given }: Pick<Moderation, 'roles'>) => {
          const rank = rankOf(id, { roles: given }, ADMINS);
          return `${rank} ${rightsOf(rank, { roles: given })}`;
        };
        const expected = ALL.filter((id) => told(id, before) !== told(id, after));
        const found = movedBy(before, after, ADMINS, ALL);
        expect([...found.values()].flat().sort()).toEqual(expected.sort());
        for (const [rank, ids] of found) for (const id of ids) expect(rankOf(id, after, ADMINS)).toBe(rank);
      }),
    );
  });
});
