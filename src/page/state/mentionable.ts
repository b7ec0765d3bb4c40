/** The names that can be mentioned in a room, and whom a message mentions. */

import type { Message } from '../../client/index.ts';
import { messageAt } from '../../client/room-state/messages.ts';
import { hasAt } from '../text/mention-signs.ts';
import { splitMentions } from '../text/mentions.ts';
import { plainStretches, readText } from '../text/reading.ts';
import { isOwn } from './is-own.ts';
import { splitName } from './member-appearance.ts';
import { peopleIn, type RoomPeople } from './people.ts';

/**
 * Caches the names by the member list from which they were made. If not all members are known, the authors of messages
 * belong to it as well.
 */
const known = new WeakMap<
  RoomPeople['members'],
  { authors: RoomPeople['messages'] | undefined; names: readonly string[] }
>();

/**
 * The names of the others, for completion, display and mentions. The same array is returned until one of them changes.
 */
export function namesIn(here: RoomPeople | undefined): readonly string[] {
  if (!here) return [];
  const { members, count, messages } = here;
  const authors = members.size < count ? messages : undefined;
  const before = known.get(members);
  if (before && before.authors === authors) return before.names;
  const now = [...new Set(peopleIn(here).map(({ name }) => name))];
  // Data derived from a list of names is cached with that list.
  const names = before?.names.join('\n') === now.join('\n') ? before.names : now;
  known.set(members, { authors, names });
  return names;
}

/** The reader's own names, with and without the suffix of a look-alike. */
export function ownNames(selfName: string | undefined): readonly string[] {
  return selfName === undefined ? [] : [selfName, splitName(selfName).plain];
}

type Text = Pick<Message, 'data'>;

const stretches = new WeakMap<Text, readonly string[]>();

/** The parts of a message that may hold mentions. Cached, because every count of unread messages needs them. */
function stretchesOf(message: Text): readonly string[] {
  const made = stretches.get(message) ?? plainStretches(readText(message.data)).filter(hasAt);
  stretches.set(message, made);
  return made;
}

/**
 * Whether the message mentions one of `mine`. `names` are those of the others, because `@Anabel` doesn't mention Ana.
 */
export function calls(message: Text, mine: readonly string[], names: readonly string[]): boolean {
  // Most messages have no mention.
  if (!hasAt(message.data)) return false;
  return stretchesOf(message).some((text) =>
    splitMentions(text, names, mine).some(({ name }) => name !== undefined && mine.includes(name)),
  );
}

/**
 * Whether the message is addressed to the reader: it mentions them, or replies to one of their messages. Highlighting,
 * the count beside the room and notifications all use this. Messages that aren't loaded have no author.
 */
export function callsMe(message: Message, here: RoomPeople): boolean {
  const { self, messages } = here;
  if (isOwn(message, self) || message.gone) return false;
  const answered = message.re === undefined ? undefined : messageAt(messages, message.re);
  return (answered && isOwn(answered, self)) || calls(message, ownNames(self?.name), namesIn(here));
}
