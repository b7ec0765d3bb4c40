/** What the person reading may do to a room and to others, by what the room told, so that nothing is offered that it would refuse. It decides. */

import type { Self } from '../../protocol/frames.ts';
import type { Right } from '../../protocol/rights.ts';
import type { GivenRole, Person, Role } from '../../protocol/shared.ts';
import type { Room } from './room.ts';
import { isOut } from './room-access.ts';

/** Ascending. An admin shows as an owner. */
const RANKS: readonly Role[] = ['guest', 'member', 'moderator', 'owner'];

type Ranked = Pick<Person, 'id' | 'role'>;
/** The person reading. A room of an earlier version doesn't tell what they may: then nothing is offered. */
type Reader = Pick<Self, 'id' | 'role' | 'may'> | undefined;

function rank({ role }: Ranked): number {
  return RANKS.indexOf(role);
}

/** Whether the person reading has a right, and isn't out. Tracks the state of the room. */
export function may(room: Room, right: Right): boolean {
  return !isOut(room) && has(room.state.value?.self, right);
}

function has(self: Reader, right: Right): self is Ranked {
  return self?.may?.includes(right) === true;
}

/** Whether `self` may kick, mute or ban `other`: that takes a higher role than theirs, too. */
export function mayRestrain(self: Reader, right: 'kick' | 'mute' | 'unmute' | 'ban', other: Ranked): boolean {
  return has(self, right) && self.id !== other.id && rank(self) > rank(other);
}

/**
 * The roles that `self` may give to `other` in place of the one they have. Stepping down needs nobody's leave. A higher role is
 * given to nobody who is silenced: those of the same role could not let them speak again.
 */
export function givable(self: Reader, other: Ranked, isSilenced = false): readonly GivenRole[] {
  if (!self || other.role === 'guest') return [];
  const roles = (['owner', 'moderator', 'member'] as const).filter(
    (role) => role !== other.role && !(isSilenced && RANKS.indexOf(role) > rank(other)),
  );
  if (self.id === other.id) return roles.filter((role) => RANKS.indexOf(role) < rank(self));
  return has(self, 'role') && rank(self) > rank(other) ? roles : [];
}
