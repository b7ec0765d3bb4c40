/** What the person reading may do to a room and to others, so that nothing is offered that the room would refuse. It decides. */

import type { GivenRole, Person, Role } from '../../protocol/shared.ts';
import { isOut } from './outside.ts';
import type { Room } from './room.ts';

/** Ascending. An admin shows as an owner. */
const RANKS: readonly Role[] = ['guest', 'member', 'moderator', 'owner'];

type Ranked = Pick<Person, 'id' | 'role'>;

function rank({ role }: Ranked): number {
  return RANKS.indexOf(role);
}

/** The person reading, unless they are out. Tracks the state of the room. */
function inside(room: Room): Person | undefined {
  return isOut(room) ? undefined : room.state.value?.self;
}

/** Whether the person reading keeps the peace here. Tracks the state of the room. */
export function isModerator(room: Room): boolean {
  const role = inside(room)?.role;
  return role === 'moderator' || role === 'owner';
}

/** Tracks the state of the room. */
export function isOwner(room: Room): boolean {
  return inside(room)?.role === 'owner';
}

/** Whether no owner is to be seen: there the topic is anybody's, unless one is away. Tracks the state of the room. */
export function isUnowned(room: Room): boolean {
  // Who was never let in has seen nobody.
  return (
    inside(room) !== undefined && ![...(room.state.value?.members.values() ?? [])].some(({ role }) => role === 'owner')
  );
}

/** Whether `self` may kick, silence or ban `other`: that takes a higher role than theirs. */
export function mayRestrain(self: Ranked | undefined, other: Ranked): boolean {
  return (
    self !== undefined && self.id !== other.id && rank(self) >= RANKS.indexOf('moderator') && rank(self) > rank(other)
  );
}

/**
 * The roles that `self` may give to `other` in place of the one they have. Stepping down needs nobody's leave. A higher role is
 * given to nobody who is silenced: those of the same role could not let them speak again.
 */
export function givable(self: Ranked | undefined, other: Ranked, isSilenced = false): readonly GivenRole[] {
  if (!self || other.role === 'guest') return [];
  const roles = (['owner', 'moderator', 'member'] as const).filter(
    (role) => role !== other.role && !(isSilenced && RANKS.indexOf(role) > rank(other)),
  );
  if (self.id === other.id) return roles.filter((role) => RANKS.indexOf(role) < rank(self));
  return self.role === 'owner' && rank(self) > rank(other) ? roles : [];
}
