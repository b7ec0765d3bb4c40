/** The people whom a name in a room may refer to. */

import type { Message } from '../../client/index.ts';
import { isGuest } from '../../protocol/identity.ts';
import type { Person } from '../../protocol/shared.ts';

/** What is asked of a room's state. */
export interface Here {
  self: Person | undefined;
  members: ReadonlyMap<string, Person>;
  count: number;
  messages: readonly Message[];
}

/** Authors are looked for in so many of the newest messages. */
const MESSAGES = 500;

/**
 * The members but oneself. In a large room only some of them are known: there those who wrote lately are among them, by the name
 * that they wrote under.
 */
export function peopleIn(here: Here | undefined): Person[] {
  if (!here) return [];
  const { self, members, count } = here;
  const people = [...members.values()].filter(({ id }) => id !== self?.id);
  return members.size < count ? [...people, ...authorsIn(here)] : people;
}

/** Recent authors who aren't known to be present, by their latest name, newest first. */
export function authorsIn(here: Pick<Here, 'self' | 'members' | 'messages'> | undefined): Person[] {
  if (!here) return [];
  const { self, members, messages } = here;
  const people = new Map<string, Person>();
  for (const { fromId, from } of messages.slice(-MESSAGES).reverse())
    if (fromId !== self?.id && !members.has(fromId) && !people.has(fromId)) people.set(fromId, away(fromId, from));
  return [...people.values()];
}

/** Somebody of whom an id and a name are known. What role they have, the room knows, which decides. */
export function away(id: string, name: string): Person {
  return { id, name, role: isGuest(id) ? 'guest' : 'member' };
}
