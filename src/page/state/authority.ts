/**
 * What the reader may do, based on the rights that the room reported. The page hides what the room would refuse, but
 * the room decides.
 */

import type { Self } from '../../protocol/frames.ts';
import type { Person } from '../../protocol/members.ts';
import type { Right } from '../../protocol/rights.ts';
import { ROLES } from '../../protocol/role-order.ts';
import type { GivenRole } from '../../protocol/roles.ts';
import type { Room } from './room.ts';
import { isOut } from './room-access.ts';

type Ranked = Pick<Person, 'id' | 'role'>;
/** The reader. Rooms of earlier versions don't report rights, so nothing is offered there. */
type Reader = Pick<Self, 'id' | 'role' | 'may'> | undefined;

/** The rank of a role. Roles with a higher rank may do more. An admin shows as an owner. */
export function rankOf({ role }: Pick<Person, 'role'>): number {
  return ROLES.indexOf(role);
}

/** Whether the reader is in the room and has a right there. Tracks the state of the room. */
export function may(room: Room, right: Right): boolean {
  return !isOut(room) && has(room.state.value?.self, right);
}

function has(self: Reader, right: Right): self is Ranked {
  return self?.may?.includes(right) === true;
}

/** Whether `self` may kick, mute or ban `other`, which also requires a higher role than theirs. */
export function mayRestrain(self: Reader, right: 'kick' | 'mute' | 'unmute' | 'ban', other: Ranked): boolean {
  return has(self, right) && self.id !== other.id && rankOf(self) > rankOf(other);
}

/**
 * The roles that `self` may give to `other` in place of their present role. Everybody may step down. A silenced member
 * can't get a higher role, because members of the same role couldn't unsilence them.
 */
export function givable(self: Reader, other: Ranked, isSilenced = false): readonly GivenRole[] {
  if (!self || other.role === 'guest') return [];
  const roles = (['owner', 'moderator', 'member'] as const).filter(
    (role) => role !== other.role && !(isSilenced && ROLES.indexOf(role) > rankOf(other)),
  );
  if (self.id === other.id) return roles.filter((role) => ROLES.indexOf(role) < rankOf(self));
  return has(self, 'role') && rankOf(self) > rankOf(other) ? roles : [];
}
