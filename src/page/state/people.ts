/** The people whom a name in a room may refer to. */

import type { Message } from '../../client/index.ts';
import { isGuest } from '../../protocol/identity.ts';
import type { Person } from '../../protocol/members.ts';

/** The parts of a room's state that are used here. */
export interface RoomPeople {
  self: Person | undefined;
  members: ReadonlyMap<string, Person>;
  count: number;
  messages: readonly Message[];
}

/** The number of newest messages in which authors are searched for. */
const MESSAGES = 500;

/**
 * The members except the reader. In a large room, where only some members are known, recent authors are included under
 * the name of their latest message.
 */
export function peopleIn(here: RoomPeople | undefined): Person[] {
  if (!here) return [];
  const { self, members, count } = here;
  const people = [...members.values()].filter(({ id }) => id !== self?.id);
  return members.size < count ? [...people, ...authorsIn(here)] : people;
}

/** Recent authors who aren't known to be present, by their latest name, newest first. */
export function authorsIn(here: Pick<RoomPeople, 'self' | 'members' | 'messages'> | undefined): Person[] {
  if (!here) return [];
  const { self, members, messages } = here;
  const people = new Map<string, Person>();
  for (const { fromId, from } of messages.slice(-MESSAGES).reverse())
    if (fromId !== self?.id && !members.has(fromId) && !people.has(fromId)) people.set(fromId, away(fromId, from));
  return [...people.values()];
}

/** A person of whom only the id and the name are known. The room knows their real role and decides. */
export function away(id: string, name: string): Person {
  return { id, name, role: isGuest(id) ? 'guest' : 'member' };
}
