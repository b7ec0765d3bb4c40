/** The members present, from `welcome`, `who` and notices, and the lines that notices leave between messages. */

import type { CountFrame, SystemFrame, TypingFrame, WhoFrame } from '../protocol/frames.ts';
import { isGuest } from '../protocol/identity.ts';
import type { Member, Person, Role } from '../protocol/shared.ts';
import type { Notice } from './state.ts';
import type { StateDraft } from './state-draft.ts';

/** Twice the interval at which a client that is still typing repeats the signal. */
const TYPING_SHOWN_MS = 6_000;

/** The source of a line: a notice, or an act of moderation or change of settings in the same form. */
type Line = Omit<SystemFrame, 'type'> & { type?: SystemFrame['type'] } & Pick<Notice, 'mod' | 'set'>;

/** Most lines kept. More would only be a log of joins and leaves. */
const NOTICES = 200;

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
  const { roll } = draft.state;
  if (roll === 'stale' && after === '') draft.set({ roll: 'asked' });
  if (roll === 'behind' && !more) draft.set({ roll: 'live' });
}

/** Handles the count of a room that is too large for notices by name. */
export function applyCount(draft: StateDraft, { count, list }: CountFrame): void {
  draft.set({ count, roll: list ? 'behind' : 'stale' });
}

/**
 * The members without those for whom no notices come. Past the last id of the list, only owners and moderators are
 * kept, because the room still reports their joins and leaves by name.
 * @param last the last id that the list named
 */
export function withoutUntold(members: ReadonlyMap<string, Person>, last: string): ReadonlyMap<string, Person> {
  return new Map([...members].filter(([id, { role }]) => id <= last || role === 'owner' || role === 'moderator'));
}

export function applyTyping(draft: StateDraft, { from, fromId }: TypingFrame, { nowMs }: { nowMs: number }): void {
  const until = nowMs + TYPING_SHOWN_MS;
  draft.set({ typing: new Map(draft.state.typing).set(fromId, { name: from, until }) });
}

/** A member sent an event or left, so it is no longer typing. */
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
      // Members who only came back after the room restarted are no news, nor is this member itself.
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

/** Records a member under its newest name. A known role is kept unless the notice has another. */
function meet(draft: StateDraft, { id, name, role: told }: Member & { role?: Role }): void {
  const role = told ?? draft.members.get(id)?.role ?? (isGuest(id) ? 'guest' : 'member');
  draft.members.set(id, { id, name, role });
  const { self } = draft.state;
  if (self?.id === id) draft.set({ self: { ...self, name } });
}

/** Adds a line after the newest event, unless it has no members left to name. */
export function addLine(draft: StateDraft, { type: _, back: __, data: text, ...told }: Line): void {
  if (told.who.length === 0 && told.event !== 'notice') return;
  const { notices, head } = draft.state;
  const key = (notices.at(-1)?.key ?? 0) + 1;
  draft.set({ notices: [...notices.slice(1 - NOTICES), { key, after: head, text, ...told }] });
}
