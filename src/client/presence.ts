/** Who is here, as told by `welcome`, `who` and notices; and the lines that notices leave between messages. */

import type { Member, Person, SystemFrame, WhoFrame } from '../protocol/frames.ts';
import type { Draft } from './draft.ts';
import type { Notice } from './state.ts';

/** Lines kept: more would be the log of a revolving door. */
const NOTICES = 200;

export function known(people: readonly Person[]): Map<string, Person> {
  return new Map(people.map((person) => [person.id, person]));
}

export function applyWho(draft: Draft, { data, count }: WhoFrame): void {
  for (const person of data) draft.members.set(person.id, person);
  draft.set({ count });
}

export function applySystem(draft: Draft, frame: SystemFrame): void {
  const { self } = draft.state;
  draft.set({ count: frame.count });
  switch (frame.event) {
    case 'join':
      for (const member of frame.who) meet(draft, member);
      // Who only came back with the room is no news, nor is oneself.
      if (!frame.back) addLine(draft, { ...frame, who: frame.who.filter((member) => member.id !== self?.id) });
      return;
    case 'leave':
      for (const { id } of frame.who) draft.members.delete(id);
      return addLine(draft, frame);
    case 'rename':
      for (const member of frame.who) meet(draft, member);
      return addLine(draft, frame);
    case 'notice':
      return addLine(draft, frame);
  }
}

/** Notes a member under their newest name. A notice tells no role: who has one already keeps it. */
function meet(draft: Draft, { id, name }: Member): void {
  const role = draft.members.get(id)?.role ?? (id.startsWith('~') ? 'guest' : 'member');
  draft.members.set(id, { id, name, role });
  const { self } = draft.state;
  if (self?.id === id && self.name !== name) draft.set({ self: { ...self, name } });
}

function addLine(draft: Draft, { event, who, count, cause, was, data: text, ts }: SystemFrame): void {
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
  };
  draft.set({ notices: [...notices.slice(1 - NOTICES), line] });
}
