/** Who is here, as told by `welcome`, `who` and notices; and the lines that notices leave between messages. */

import type { CountFrame, SystemFrame, TypingFrame, WhoFrame } from '../protocol/frames.ts';
import { isGuest } from '../protocol/identity.ts';
import type { Member, Person, Role } from '../protocol/shared.ts';
import type { Notice } from './state.ts';
import type { StateDraft } from './state-draft.ts';

/** Twice as long as it takes until somebody who still types says so again. */
const TYPING_SHOWN_MS = 6_000;

/** What a line is made of: a notice, or an act of moderation or a change of settings told in the same form. */
type Line = Omit<SystemFrame, 'type'> & { type?: SystemFrame['type'] } & Pick<Notice, 'mod' | 'set'>;

/** Lines kept: more would be the log of a revolving door. */
const NOTICES = 200;

export function known(people: readonly Person[]): Map<string, Person> {
  return new Map(people.map((person) => [person.id, person]));
}

/** One page of the list takes the place of what was known of the ids that it covers. */
export function applyWho(draft: StateDraft, { after, data, count, more }: WhoFrame): void {
  // A server of an earlier version doesn't say what it covers.
  if (after !== undefined) {
    const listed = new Set(data.map(({ id }) => id));
    const last = more ? data.at(-1)?.id : undefined;
    for (const id of draft.state.members.keys())
      if (id > after && (last === undefined || id <= last) && !listed.has(id)) draft.members.delete(id);
  }
  for (const person of data) draft.members.set(person.id, person);
  draft.set({ count });
  const { roll } = draft.state;
  if (roll === 'stale' && after === '') draft.set({ roll: 'asked' });
  if (roll === 'behind' && !more) draft.set({ roll: 'live' });
}

/** How many are here, in a room that is too large to tell who. */
export function applyCount(draft: StateDraft, { count, list }: CountFrame): void {
  draft.set({ count, roll: list ? 'behind' : 'stale' });
}

/**
 * The members without those of whom nothing is told any more: beyond the last page that was asked for only those are kept up to
 * date who keep the room in order, whose comings and goings are told by name.
 * @param last the last id that was named
 */
export function withoutUntold(members: ReadonlyMap<string, Person>, last: string): ReadonlyMap<string, Person> {
  return new Map([...members].filter(([id, { role }]) => id <= last || role === 'owner' || role === 'moderator'));
}

export function applyTyping(draft: StateDraft, { from, fromId }: TypingFrame, { nowMs }: { nowMs: number }): void {
  const until = nowMs + TYPING_SHOWN_MS;
  draft.set({ typing: new Map(draft.state.typing).set(fromId, { name: from, until }) });
}

/** Something came of a member, or it went. */
export function stopTyping(draft: StateDraft, id: string): void {
  if (!draft.state.typing.has(id)) return;
  const typing = new Map(draft.state.typing);
  typing.delete(id);
  draft.set({ typing });
}

export function applySystem(draft: StateDraft, frame: SystemFrame): void {
  const { self } = draft.state;
  draft.set({ count: frame.count });
  switch (frame.event) {
    case 'join':
      for (const member of frame.who) meet(draft, member);
      // Who only came back with the room is no news, nor is oneself.
      if (!frame.back) addLine(draft, { ...frame, who: frame.who.filter((member) => member.id !== self?.id) });
      return;
    case 'leave':
      for (const { id } of frame.who) {
        draft.members.delete(id);
        stopTyping(draft, id);
      }
      return addLine(draft, frame);
    case 'rename':
      for (const member of frame.who) meet(draft, member);
      return addLine(draft, frame);
    case 'notice':
      return addLine(draft, frame);
  }
}

export function setRole(draft: StateDraft, id: string, role: Role): void {
  const member = draft.state.members.get(id);
  if (member) draft.members.set(id, { ...member, role });
  const { self } = draft.state;
  if (self?.id === id) draft.set({ self: { ...self, role } });
}

/** Notes a member under their newest name. Who has a role already keeps it, unless the notice tells another. */
function meet(draft: StateDraft, { id, name, role: told }: Member & { role?: Role }): void {
  const role = told ?? draft.members.get(id)?.role ?? (isGuest(id) ? 'guest' : 'member');
  draft.members.set(id, { id, name, role });
  const { self } = draft.state;
  if (self?.id === id) draft.set({ self: { ...self, name } });
}

/** Draws a line after the newest event, unless there is nobody left to tell of. */
export function addLine(draft: StateDraft, { type: _, back: __, data: text, ...told }: Line): void {
  if (told.who.length === 0 && told.event !== 'notice') return;
  const { notices, head } = draft.state;
  const key = (notices.at(-1)?.key ?? 0) + 1;
  draft.set({ notices: [...notices.slice(1 - NOTICES), { key, after: head, text, ...told }] });
}
