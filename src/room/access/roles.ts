/** Who may do what in a room: the one table, and the rules about doing it to others. */

import type { ModAction } from '../../protocol/events/mod.ts';
import { isGuest } from '../../protocol/identity.ts';
import type { Right } from '../../protocol/rights.ts';
import type { GivenRole, Role } from '../../protocol/shared.ts';
import type { Moderation } from './types.ts';

/** A role, or `admin` for those whom the owner of the deployment lists (ADMINS). Ascending. */
export const RANKS = ['guest', 'member', 'moderator', 'owner', 'admin'] as const;
export type Rank = (typeof RANKS)[number];

/** The lowest rank that may. */
export const NEEDS: Readonly<Record<Right, Rank>> = {
  topic: 'moderator',
  slow: 'moderator',
  lock: 'moderator',
  retention: 'owner',
  deleteOthers: 'moderator',
  kick: 'moderator',
  ban: 'moderator',
  unban: 'moderator',
  mute: 'moderator',
  unmute: 'moderator',
  role: 'owner',
  hurry: 'moderator',
  enter: 'moderator',
  audit: 'moderator',
  export: 'moderator',
  diagnose: 'admin',
  close: 'admin',
};

/** What is asked of a room where nobody is owner: there the topic is anybody's. */
const NEEDS_UNOWNED: Partial<Record<Right, Rank>> = { topic: 'guest' };

/** What a member is in a room. A guest can have no role: it is whoever knows the session's secret. */
export function rankOf(memberId: string, { roles }: Pick<Moderation, 'roles'>, admins: ReadonlySet<string>): Rank {
  if (isGuest(memberId)) return 'guest';
  if (admins.has(memberId)) return 'admin';
  return roles.get(memberId) ?? 'member';
}

/** A rank as everybody sees it: whoever may do all that an owner may is shown as one. */
export function roleOf(rank: Rank): Role {
  return rank === 'admin' ? 'owner' : rank;
}

export function hasOwner({ roles }: Pick<Moderation, 'roles'>): boolean {
  return [...roles.values()].includes('owner');
}

/** Whether somebody of this rank may. */
export function may(rank: Rank, right: Right, moderation: Pick<Moderation, 'roles'>): boolean {
  const unowned = NEEDS_UNOWNED[right];
  return isAtLeast(rank, unowned === undefined || hasOwner(moderation) ? NEEDS[right] : unowned);
}

/** In words for a person, who may. */
export function whoMay(right: Right): string {
  switch (NEEDS[right]) {
    case 'moderator':
      return 'Only moderators and owners of the room may do this.';
    case 'owner':
      return 'Only owners of the room may do this.';
    default:
      return 'Only admins of this deployment may do this (ADMINS).';
  }
}

export function isAtLeast(rank: Rank, other: Rank): boolean {
  return RANKS.indexOf(rank) >= RANKS.indexOf(other);
}

export interface Party {
  id: string;
  rank: Rank;
}

/**
 * Why a member may not do something to another, or to itself.
 * @param role that is to be given, for `role`
 * @returns `undefined` if it may be done
 */
export function whyNot(
  action: ModAction,
  by: Party,
  to: Party,
  moderation: Pick<Moderation, 'roles'>,
  role?: GivenRole,
): string | undefined {
  const isOneself = to.id === by.id;
  // Stepping down needs nobody's leave.
  const stepsDown = action === 'role' && isOneself && role !== undefined && !isAtLeast(role, by.rank);
  if (!stepsDown && !may(by.rank, action, moderation)) return whoMay(action);
  const losesOwner = action === 'ban' || (action === 'role' && role !== 'owner');
  if (losesOwner && isLastOwner(to.id, moderation))
    return 'A room keeps its last owner: make somebody else an owner first.';
  if (action === 'role' && to.rank === 'guest') return 'A guest has no key, so it can have no role.';
  if (isOneself) return action === 'role' ? undefined : "You can't do this to yourself.";
  if (!isAtLeast(to.rank, by.rank)) return undefined;
  return 'You can do this only to people whose role is lower than yours.';
}

function isLastOwner(id: string, { roles }: Pick<Moderation, 'roles'>): boolean {
  return roles.get(id) === 'owner' && [...roles.values()].filter((role) => role === 'owner').length === 1;
}

/** The room as its first event leaves it: who begins it owns it, if others can't be taken for that member. */
export function founded(moderation: Moderation, author: string): Moderation {
  return isGuest(author) ? moderation : { ...moderation, roles: new Map([[author, 'owner']]) };
}
