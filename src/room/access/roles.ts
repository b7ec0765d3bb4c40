/** What members may do in a room by rank: a table of rights, and rules for acts on other members. */

import type { ModAction } from '../../protocol/events/mod.ts';
import { isGuest } from '../../protocol/identity.ts';
import type { Right } from '../../protocol/rights.ts';
import { ROLES } from '../../protocol/role-order.ts';
import type { GivenRole, Role } from '../../protocol/roles.ts';
import type { Moderation } from './types.ts';

/** Ranks in ascending order. A rank is a role, or `admin` for members listed by the deployment's operator (ADMINS). */
export const RANKS = [...ROLES, 'admin'] as const;
export type Rank = (typeof RANKS)[number];

/** The lowest rank that has each right. */
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

/** Lower requirements in a room without an owner: everybody may set the topic. */
const NEEDS_UNOWNED: Partial<Record<Right, Rank>> = { topic: 'guest' };

/** The rank of a member in a room. A guest has no key, so it can't have a role. */
export function rankOf(memberId: string, { roles }: Pick<Moderation, 'roles'>, admins: ReadonlySet<string>): Rank {
  if (isGuest(memberId)) return 'guest';
  if (admins.has(memberId)) return 'admin';
  return roles.get(memberId) ?? 'member';
}

/** The role shown to others. An admin is shown as an owner, since it may do everything that an owner may. */
export function roleOf(rank: Rank): Role {
  return rank === 'admin' ? 'owner' : rank;
}

function hasOwner({ roles }: Pick<Moderation, 'roles'>): boolean {
  return [...roles.values()].includes('owner');
}

/** Whether a rank has a right. */
export function may(rank: Rank, right: Right, moderation: Pick<Moderation, 'roles'>): boolean {
  const unowned = NEEDS_UNOWNED[right];
  return isAtLeast(rank, unowned === undefined || hasOwner(moderation) ? NEEDS[right] : unowned);
}

/** Says which ranks have a right, in English. */
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

/** The member who acts, or the target of an action. */
export interface Party {
  id: string;
  rank: Rank;
}

/**
 * Why a member may not act on another member or on itself; `undefined` if it may.
 * @param role the role to give, if the action is `role`
 */
export function whyNot(
  action: ModAction,
  by: Party,
  to: Party,
  moderation: Pick<Moderation, 'roles'>,
  role?: GivenRole,
): string | undefined {
  const isOneself = to.id === by.id;
  // Every member may give up its own role.
  const stepsDown = action === 'role' && isOneself && role !== undefined && !isAtLeast(role, by.rank);
  if (!stepsDown && !may(by.rank, action, moderation)) return whoMay(action);
  const losesOwner = action === 'ban' || (action === 'role' && role !== 'owner');
  if (losesOwner && isLastOwner(to.id, moderation)) return 'A room needs an owner. Make another member an owner first.';
  if (action === 'role' && to.rank === 'guest') return 'A guest has no key, so it can’t be given a role.';
  if (isOneself) return action === 'role' ? undefined : "You can't do this to yourself.";
  if (!isAtLeast(to.rank, by.rank)) return undefined;
  return 'You can only do this to members with a lower role than yours.';
}

function isLastOwner(id: string, { roles }: Pick<Moderation, 'roles'>): boolean {
  return roles.get(id) === 'owner' && [...roles.values()].filter((role) => role === 'owner').length === 1;
}

/**
 * The state of a new room. The author of its first event owns it, unless that is a guest: guests can't prove who they
 * are.
 */
export function founded(moderation: Moderation, author: string): Moderation {
  return isGuest(author) ? moderation : { ...moderation, roles: new Map([[author, 'owner']]) };
}
