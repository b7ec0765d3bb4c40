/** Who is here, as told by `welcome`, `who` and notices; and the lines that notices leave between messages. */

import type { ModData, ModFrame } from '../protocol/events/mod.ts';
import type { CountFrame, SystemFrame, TypingFrame, WhoFrame } from '../protocol/frames.ts';
import { isGuest } from '../protocol/identity.ts';
import type { Member, Person, Role } from '../protocol/shared.ts';
import type { Notice } from './state.ts';
import type { StateDraft } from './state-draft.ts';

/** Twice as long as it takes until somebody who still types says so again. */
const TYPING_SHOWN_MS = 6_000;

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

/** What an act of moderation changes for those who see it, and the line that tells of it. Who has to go is told by a notice. */
export function applyMod(draft: StateDraft, { seq, from, fromId, data, ts }: ModFrame): void {
  const { who } = data;
  if (data.action === 'role') setRole(draft, who, data.role);
  if (data.action === 'ban' && !isGuest(who)) setRole(draft, who, 'member');
  if (who === draft.state.self?.id) setMuted(draft, data);
  const done: string | undefined = DONE[data.action];
  // One of a later version, or not stored yet: no news.
  if (done === undefined || seq === 0) return;
  const name = data.name ?? draft.state.members.get(who)?.name ?? who;
  // Who is sent away is told to have left by a notice behind this, which they don't get themselves.
  const isSentAway = data.action === 'kick' || data.action === 'ban';
  const count = draft.state.count - (isSentAway && draft.state.members.has(who) ? 1 : 0);
  const text = `${from} ${done} ${name}${data.action === 'role' ? `: ${data.role}` : ''}`;
  addLine(
    draft,
    { event: 'notice', who: [{ id: who, name }], count, data: text, ts },
    { ...data, by: { id: fromId, name: from } },
  );
}

const DONE: Record<ModData['action'], string> = {
  kick: 'removed',
  ban: 'banned',
  unban: 'unbanned',
  mute: 'muted',
  unmute: 'unmuted',
  role: 'changed the role of',
};

export function setRole(draft: StateDraft, id: string, role: Role): void {
  const member = draft.state.members.get(id);
  if (member && member.role !== role) draft.members.set(id, { ...member, role });
  const { self } = draft.state;
  if (self?.id === id && self.role !== role) draft.set({ self: { ...self, role } });
}

/** Notes that one is silenced oneself, or may speak again. */
function setMuted(draft: StateDraft, data: ModData): void {
  const { self } = draft.state;
  if (!self || (data.action !== 'mute' && data.action !== 'unmute')) return;
  const { muted: _, ...rest } = self;
  const until = data.action === 'mute' && data.untilMs !== undefined ? { untilMs: data.untilMs } : {};
  draft.set({ self: data.action === 'mute' ? { ...rest, muted: until } : rest });
}

/** Notes a member under their newest name. Who has a role already keeps it, unless the notice tells another. */
function meet(draft: StateDraft, { id, name, role: told }: Member & { role?: Role }): void {
  const role = told ?? draft.members.get(id)?.role ?? (isGuest(id) ? 'guest' : 'member');
  draft.members.set(id, { id, name, role });
  const { self } = draft.state;
  if (self?.id === id && self.name !== name) draft.set({ self: { ...self, name } });
}

function addLine(
  draft: StateDraft,
  { event, who, count, cause, was, data: text, ts }: Omit<SystemFrame, 'type'>,
  mod?: Notice['mod'],
): void {
  if (who.length === 0 && event !== 'notice') return;
  const { notices, head } = draft.state;
  const line: Notice = {
    key: (notices.at(-1)?.key ?? 0) + 1,
    after: head,
    ts,
    event,
    who,
    count,
    text,
    ...(cause === undefined ? {} : { cause }),
    ...(was === undefined ? {} : { was }),
    ...(mod === undefined ? {} : { mod }),
  };
  draft.set({ notices: [...notices.slice(1 - NOTICES), line] });
}
