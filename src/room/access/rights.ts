/** A member's rights by name, as `self.may` has them, and who is affected by a change of roles. */

import { RIGHTS, type Right } from '../../protocol/rights.ts';
import { may, RANKS, type Rank, rankOf } from './roles.ts';
import type { Moderation } from './types.ts';

type HasRoles = Pick<Moderation, 'roles'>;

export function rightsOf(rank: Rank, moderation: HasRoles): Right[] {
  return RIGHTS.filter((right) => may(rank, right, moderation));
}

/**
 * The members whose rank or rights a change of roles affected, with their new rank.
 * @param present ids of the members present. They are only scanned if the rights of a whole rank changed, which happens
 *   when a room gets its first owner or loses its last
 */
export function movedBy(
  before: HasRoles,
  after: HasRoles,
  admins: ReadonlySet<string>,
  present: Iterable<string>,
): Map<Rank, string[]> {
  const moved = new Map<Rank, string[]>();
  if (before.roles === after.roles) return moved;
  const others = new Set(RANKS.filter((rank) => `${rightsOf(rank, before)}` !== `${rightsOf(rank, after)}`));
  const ids = others.size > 0 ? present : new Set([...before.roles.keys(), ...after.roles.keys()]);
  for (const id of ids) {
    const rank = rankOf(id, after, admins);
    if (rank === rankOf(id, before, admins) && !others.has(rank)) continue;
    const same = moved.get(rank);
    if (same) same.push(id);
    else moved.set(rank, [id]);
  }
  return moved;
}
