/** Whom one may mean in a room, by what is known of it. */

import type { Message } from '../../client/index.ts';
import type { Person } from '../../protocol/frames.ts';
import { isGuest } from '../../protocol/identity.ts';

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
  const { self, members, count, messages } = here;
  const people = new Map(members);
  if (members.size < count)
    for (const { fromId: id, from: name } of messages.slice(-MESSAGES).reverse())
      if (!people.has(id)) people.set(id, { id, name, role: isGuest(id) ? 'guest' : 'member' });
  if (self) people.delete(self.id);
  return [...people.values()];
}
