/** Who may do what, as a table that is written down a second time. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GivenRole, ModAction } from '../../src/protocol/frames.ts';
import { EMPTY_HOUSE, type House, houseFromJson, houseToJson } from '../../src/room/house.ts';
import { moderate } from '../../src/room/moderation.ts';
import { founded, may, NEEDS, type Privilege, RANKS, type Rank, rankOf, whyNot } from '../../src/room/roles.ts';

const IDS: Record<Rank, string> = {
  guest: '~guest0000000',
  member: 'member0000000000',
  moderator: 'moderator0000000',
  owner: 'owner00000000000',
  admin: 'admin00000000000',
};
const ADMINS = new Set([IDS.admin]);
const HOUSE: House = {
  ...EMPTY_HOUSE,
  roles: new Map([
    [IDS.owner, 'owner'],
    [IDS.moderator, 'moderator'],
    ['second0000000000', 'owner'],
  ]),
};
const ACTIONS: readonly ModAction[] = ['kick', 'ban', 'unban', 'mute', 'unmute', 'role'];

describe('the table', () => {
  const allowed = (privilege: Privilege, house = HOUSE) => RANKS.filter((rank) => may(rank, privilege, house));
  const MODERATORS = ['moderator', 'owner', 'admin'];
  const OWNERS = ['owner', 'admin'];

  it.each([
    ['topic', MODERATORS],
    ['slow', MODERATORS],
    ['lock', MODERATORS],
    ['retention', OWNERS],
    ['deleteOthers', MODERATORS],
    ['kick', MODERATORS],
    ['ban', MODERATORS],
    ['unban', MODERATORS],
    ['mute', MODERATORS],
    ['unmute', MODERATORS],
    ['role', OWNERS],
    ['hurry', MODERATORS],
    ['enter', MODERATORS],
    ['audit', MODERATORS],
    ['export', MODERATORS],
    ['diagnose', ['admin']],
    ['close', ['admin']],
  ] as const)('lets %s be for %j', (privilege, ranks) => {
    expect(allowed(privilege)).toEqual(ranks);
  });

  it('is complete', () => {
    expect(Object.keys(NEEDS)).toHaveLength(17);
  });

  it('leaves nothing but the topic to anybody where nobody is owner', () => {
    expect(allowed('topic', EMPTY_HOUSE)).toEqual([...RANKS]);
    for (const privilege of Object.keys(NEEDS) as Privilege[])
      if (privilege !== 'topic') expect(allowed(privilege, EMPTY_HOUSE)).toEqual(allowed(privilege));
  });
});

describe('B38: an act upon somebody', () => {
  const party = (rank: Rank) => ({ id: IDS[rank], rank });

  it.each(ACTIONS)('such as %s needs the right, and a lower role on the other side', (action) => {
    for (const by of RANKS)
      for (const to of RANKS) {
        if (by === to) continue;
        const needed = action === 'role' ? 'owner' : 'moderator';
        const isFit = RANKS.indexOf(by) >= RANKS.indexOf(needed) && RANKS.indexOf(to) < RANKS.indexOf(by);
        const ok = isFit && !(action === 'role' && to === 'guest');
        expect([by, to, whyNot(action, party(by), party(to), HOUSE, 'member') === undefined]).toEqual([by, to, ok]);
      }
  });

  it('is not for oneself, but for stepping down', () => {
    for (const action of ACTIONS)
      expect(whyNot(action, party('owner'), party('owner'), HOUSE, 'member') === undefined).toBe(action === 'role');
    expect(whyNot('role', party('moderator'), party('moderator'), HOUSE, 'owner')).toMatch('Only owners');
  });

  it('never takes the last owner, whoever asks', () => {
    const one = founded(EMPTY_HOUSE, IDS.owner);
    for (const by of ['owner', 'admin'] as const) {
      expect(whyNot('role', party(by), party('owner'), one, 'moderator')).toMatch('last owner');
      expect(whyNot('ban', party(by), party('owner'), one)).toMatch('last owner');
    }
  });

  it('in any order leaves an owner, no guest with a role, and nobody with more than was given', () => {
    const id = fc.constantFrom(...Object.values(IDS), 'second0000000000', 'third00000000000');
    const role = fc.constantFrom<GivenRole>('owner', 'moderator', 'member');
    const act = fc.record({ by: id, who: id, action: fc.constantFrom(...ACTIONS), role });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let house = HOUSE;
        for (const { by, ...request } of acts) {
          const before = rankOf(by, house, ADMINS);
          const next = moderate(house, by, request, { name: 'X' }, { admins: ADMINS, now: 1 });
          if ('kind' in next) continue;
          expect(RANKS.indexOf(before)).toBeGreaterThanOrEqual(RANKS.indexOf('moderator'));
          house = houseFromJson(houseToJson(next));
          expect(house).toEqual(next);
          expect([...house.roles.values()]).toContain('owner');
          expect([...house.roles.keys()].some((member) => member.startsWith('~'))).toBe(false);
        }
      }),
    );
  });
});

it('bans and mutes have an end to their number', () => {
  let house = founded(EMPTY_HOUSE, IDS.owner);
  const ban = (n: number, untilMs?: number) =>
    moderate(
      house,
      IDS.owner,
      { action: 'ban', who: `~${String(n).padStart(12, '0')}`, untilMs },
      { name: undefined },
      { admins: ADMINS, now: 10 },
    );
  for (let n = 0; n < 500; n++) {
    const next = ban(n, n === 0 ? 11 : undefined);
    if (!('kind' in next)) house = next;
  }
  expect(ban(500)).toMatchObject({ code: 'bad_request' });
  expect(ban(499)).not.toHaveProperty('code');
  // One whose time is over makes room.
  expect(
    moderate(house, IDS.owner, { action: 'ban', who: IDS.member }, { name: undefined }, { admins: ADMINS, now: 11 }),
  ).not.toHaveProperty('code');
});
