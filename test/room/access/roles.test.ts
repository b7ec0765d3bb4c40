/** Who may do what, checked against a table that is written out by hand. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModAction } from '../../../src/protocol/events/mod.ts';
import type { Right } from '../../../src/protocol/rights.ts';
import type { GivenRole } from '../../../src/protocol/roles.ts';
import { moderate } from '../../../src/room/access/acts.ts';
import { NO_MODERATION } from '../../../src/room/access/moderation.ts';
import { founded, may, NEEDS, RANKS, type Rank, rankOf, whyNot } from '../../../src/room/access/roles.ts';
import { STATE_CODEC } from '../../../src/room/access/state-codec.ts';
import type { Moderation } from '../../../src/room/access/types.ts';

const IDS: Record<Rank, string> = {
  guest: '~guest0000000',
  member: 'member0000000000',
  moderator: 'moderator0000000',
  owner: 'owner00000000000',
  admin: 'admin00000000000',
};
const ADMINS = new Set([IDS.admin]);
const MODERATION: Moderation = {
  ...NO_MODERATION,
  roles: new Map([
    [IDS.owner, 'owner'],
    [IDS.moderator, 'moderator'],
    ['second0000000000', 'owner'],
  ]),
};
const ACTIONS: readonly ModAction[] = ['kick', 'ban', 'unban', 'mute', 'unmute', 'role'];

describe('the table of rights', () => {
  const allowed = (right: Right, moderation = MODERATION) => RANKS.filter((rank) => may(rank, right, moderation));
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
  ] as const)('the rights table gives %s to %j', (right, ranks) => {
    expect(allowed(right)).toEqual(ranks);
  });

  it('the rights table is complete', () => {
    expect(Object.keys(NEEDS)).toHaveLength(17);
  });

  it('in a room without an owner, the only right that every rank gains is to set the topic', () => {
    expect(allowed('topic', NO_MODERATION)).toEqual([...RANKS]);
    for (const right of Object.keys(NEEDS) as Right[])
      if (right !== 'topic') expect(allowed(right, NO_MODERATION)).toEqual(allowed(right));
  });
});

describe('B38: an act on a member', () => {
  const party = (rank: Rank) => ({ id: IDS[rank], rank });

  /** One line for each acting rank; the columns are a guest, member, moderator, owner, admin, and the actor itself. */
  const RESTRAIN = `
    guest     · · · · · ·
    member    · · · · · ·
    moderator ✓ ✓ · · · ·
    owner     ✓ ✓ ✓ · · ·
    admin     ✓ ✓ ✓ ✓ · ·`;
  it.each<[act: string, action: ModAction, role: GivenRole | undefined, table: string]>([
    ['kick', 'kick', undefined, RESTRAIN],
    ['ban', 'ban', undefined, RESTRAIN],
    ['unban', 'unban', undefined, RESTRAIN],
    ['mute', 'mute', undefined, RESTRAIN],
    ['unmute', 'unmute', undefined, RESTRAIN],
    [
      'make an owner of',
      'role',
      'owner',
      `
      guest     · · · · · ·
      member    · · · · · ·
      moderator · · · · · ·
      owner     · ✓ ✓ · · ✓
      admin     · ✓ ✓ ✓ · ✓`,
    ],
    [
      'make a moderator of',
      'role',
      'moderator',
      `
      guest     · · · · · ·
      member    · · · · · ·
      moderator · · · · · ·
      owner     · ✓ ✓ · · ✓
      admin     · ✓ ✓ ✓ · ✓`,
    ],
    [
      'B48: take the role of',
      'role',
      'member',
      `
      guest     · · · · · ·
      member    · · · · · ·
      moderator · · · · · ✓
      owner     · ✓ ✓ · · ✓
      admin     · ✓ ✓ ✓ · ✓`,
    ],
  ])('only the listed ranks may %s a member', (_, action, role, table) => {
    const may = (by: Rank, to: { id: string; rank: Rank }) =>
      whyNot(action, party(by), to, MODERATION, role) === undefined ? '✓' : '·';
    const lines = RANKS.map((by) => {
      const others = RANKS.map((to) => may(by, { id: `${IDS[to].slice(0, -1)}X`, rank: to }));
      return [by, ...others, may(by, party(by))];
    });
    const expected = table
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/));
    expect(lines).toEqual(expected);
  });

  it('a refused act is explained to the member who tried it', () => {
    const says = (action: ModAction, by: Rank, to: Rank, role?: GivenRole) =>
      whyNot(action, party(by), party(to), MODERATION, role);
    expect(says('kick', 'member', 'guest')).toBe('Only moderators and owners of the room may do this.');
    expect(says('role', 'moderator', 'member', 'moderator')).toBe('Only owners of the room may do this.');
    expect(says('mute', 'moderator', 'owner')).toBe('You can only do this to members with a lower role than yours.');
    expect(says('mute', 'owner', 'owner')).toBe("You can't do this to yourself.");
    expect(says('role', 'owner', 'guest', 'moderator')).toBe('A guest has no key, so it can’t be given a role.');
  });

  it('nobody can remove the last owner', () => {
    const one = founded(NO_MODERATION, IDS.owner);
    for (const by of ['owner', 'admin'] as const) {
      expect(whyNot('role', party(by), party('owner'), one, 'moderator')).toMatch('needs an owner');
      expect(whyNot('ban', party(by), party('owner'), one)).toMatch('needs an owner');
    }
  });

  it('any sequence of acts leaves an owner, no guest with a role, and no member with more rights than it was given', () => {
    const id = fc.constantFrom(...Object.values(IDS), 'second0000000000', 'third00000000000');
    const role = fc.constantFrom<GivenRole>('owner', 'moderator', 'member');
    const act = fc.record({ by: id, who: id, action: fc.constantFrom(...ACTIONS), role });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let moderation = MODERATION;
        for (const { by, ...request } of acts) {
          const before = rankOf(by, moderation, ADMINS);
          const next = moderate(moderation, by, request, { name: 'X' }, { admins: ADMINS, now: 1 });
          if ('refused' in next) continue;
          expect(RANKS.indexOf(before)).toBeGreaterThanOrEqual(RANKS.indexOf('moderator'));
          moderation = STATE_CODEC.decode(STATE_CODEC.encode({ settings: {}, moderation: next })).moderation;
          expect(moderation).toEqual(next);
          expect([...moderation.roles.keys()].some((member) => moderation.bans.has(member))).toBe(false);
          expect([...moderation.roles.values()]).toContain('owner');
          expect([...moderation.roles.keys()].some((member) => member.startsWith('~'))).toBe(false);
        }
      }),
    );
  });
});

describe('B48: a role for a banned or muted member', () => {
  const at = { admins: ADMINS, now: 10 };
  const give = (moderation: Moderation, role: GivenRole, by = IDS.owner) =>
    moderate(moderation, by, { action: 'role', who: IDS.member, role }, { name: undefined }, at);
  const bans = new Map([[IDS.member, { name: 'Bo' }]]);
  const mutes = new Map([[IDS.member, { untilMs: 11 }]]);

  it('giving a role to a banned or muted member is refused with a reason, whoever asks', () => {
    for (const by of [IDS.owner, IDS.admin])
      for (const role of ['owner', 'moderator'] as const) {
        const refusal = { code: 'forbidden', why: 'Bo is banned: unban them first.' };
        expect(give({ ...MODERATION, bans }, role, by)).toMatchObject(refusal);
        expect(give({ ...MODERATION, mutes }, role, by)).toMatchObject({
          why: 'This member is muted: unmute them first.',
        });
      }
  });

  it('a role can be given once the ban or mute has ended', () => {
    const over = { ...MODERATION, bans: new Map([[IDS.member, { untilMs: 10 }]]) };
    expect(give(over, 'moderator')).not.toHaveProperty('code');
  });

  it('the role of a banned or muted member can be removed or lowered', () => {
    const mutedMo = { ...MODERATION, mutes: new Map([[IDS.moderator, {}]]) };
    const request = { action: 'role', who: IDS.moderator, role: 'member' } as const;
    expect(moderate(mutedMo, IDS.owner, request, { name: 'Mo' }, at)).not.toHaveProperty('code');
    expect(give({ ...MODERATION, bans }, 'member')).not.toHaveProperty('code');
  });

  it('a moderator can lift a ban from an older version although the banned member has a role', () => {
    const old: Moderation = {
      ...MODERATION,
      bans,
      roles: new Map([...MODERATION.roles, [IDS.member, 'owner' as const]]),
    };
    const unban = { action: 'unban', who: IDS.member } as const;
    expect(moderate(old, IDS.moderator, unban, { name: undefined }, at)).not.toHaveProperty('code');
  });
});

it('an expired ban or mute can be neither lifted nor extended', () => {
  const over = new Map([[IDS.member, { untilMs: 10, addresses: ['hash'] }]]);
  const moderation = { ...MODERATION, bans: over, mutes: over };
  const act = (action: 'unban' | 'unmute' | 'ban') =>
    moderate(moderation, IDS.owner, { action, who: IDS.member }, { name: undefined }, { admins: ADMINS, now: 10 });
  expect(act('unban')).toMatchObject({ code: 'not_found' });
  expect(act('unmute')).toMatchObject({ code: 'not_found' });
  expect(act('ban')).toMatchObject({ bans: new Map([[IDS.member, {}]]) });
});

it('the number of bans and mutes is limited', () => {
  let moderation = founded(NO_MODERATION, IDS.owner);
  const ban = (n: number, untilMs?: number) =>
    moderate(
      moderation,
      IDS.owner,
      { action: 'ban', who: `~${String(n).padStart(12, '0')}`, untilMs },
      { name: undefined },
      { admins: ADMINS, now: 10 },
    );
  for (let n = 0; n < 500; n++) {
    const next = ban(n, n === 0 ? 11 : undefined);
    if (!('refused' in next)) moderation = next;
  }
  expect(ban(500)).toMatchObject({ code: 'bad_request' });
  expect(ban(499)).not.toHaveProperty('code');
  // An expired ban makes room for a new one.
  expect(
    moderate(
      moderation,
      IDS.owner,
      { action: 'ban', who: IDS.member },
      { name: undefined },
      { admins: ADMINS, now: 11 },
    ),
  ).not.toHaveProperty('code');
});
