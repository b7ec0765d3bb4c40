/** The members present, from `welcome`, `who` and notices. */

import type { CountFrame, WhoFrame } from '../../protocol/frames.ts';
import { isGuest } from '../../protocol/identity.ts';
import type { Member, Person } from '../../protocol/members.ts';
import type { Role } from '../../protocol/roles.ts';
import type { StateDraft } from './state-draft.ts';

export function membersById(people: readonly Person[]): Map<string, Person> {
  return new Map(people.map((person) => [person.id, person]));
}

/** Replaces what was known of the ids that one page of the list covers. */
export function applyWho(draft: StateDraft, { after, data, count, more }: WhoFrame): void {
  // A server of an earlier version doesn't say which ids the page covers.
  if (after !== undefined) {
    const listed = new Set(data.map(({ id }) => id));
    const last = more ? data.at(-1)?.id : undefined;
    for (const id of draft.state.members.keys())
      if (id > after && (last === undefined || id <= last) && !listed.has(id)) draft.members.delete(id);
  }
  for (const person of data) draft.members.set(person.id, person);
  draft.set({ count });
  const { memberList } = draft.state;
  if (memberList === 'stale' && after === '') draft.set({ memberList: 'asked' });
  if (memberList === 'behind' && !more) draft.set({ memberList: 'live' });
}

/** Handles the count of a room that is too large for notices by name. */
export function applyCount(draft: StateDraft, { count, list }: CountFrame): void {
  draft.set({ count, memberList: list ? 'behind' : 'stale' });
}

export function setRole(draft: StateDraft, id: string, role: Role): void {
  const member = draft.state.members.get(id);
  if (member) draft.members.set(id, { ...member, role });
  const { self } = draft.state;
  if (self?.id === id) draft.set({ self: { ...self, role } });
}

/** Records a member under its newest name. A known role is kept unless the notice has another. */
export function meet(draft: StateDraft, { id, name, role: told }: Member & { role?: Role }): void {
  const role = told ?? draft.members.get(id)?.role ?? (isGuest(id) ? 'guest' : 'member');
  draft.members.set(id, { id, name, role });
  const { self } = draft.state;
  if (self?.id === id) draft.set({ self: { ...self, name } });
}
