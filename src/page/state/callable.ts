/** The names by which people in a room can be called. */

import type { Person } from '../../protocol/frames.ts';
import { calls } from './mentions.ts';
import { splitName } from './person.ts';

/** What is asked of a room's state. */
interface Here {
  self: Person | undefined;
  members: ReadonlyMap<string, Person>;
}

const known = new WeakMap<ReadonlyMap<string, Person>, readonly string[]>();

/** The names of the counted members. Made once for each list of them. */
export function namesIn({ members }: Here): readonly string[] {
  const made = known.get(members) ?? [...new Set([...members.values()].map(({ name }) => name))];
  known.set(members, made);
  return made;
}

/** One's own names: with the mark of a look-alike, and without it. */
export function ownNames(selfName: string | undefined): readonly string[] {
  return selfName === undefined ? [] : [selfName, splitName(selfName).plain];
}

/** Whether `text` calls the person reading. */
export function callsMe(text: string, here: Here): boolean {
  return text.includes('@') && calls(text, ownNames(here.self?.name), namesIn(here));
}
