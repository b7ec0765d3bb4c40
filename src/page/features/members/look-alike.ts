/**
 * Says whose name a look-alike's name resembles. The server detects all look-alikes. The page finds those with the same
 * spelling.
 */

import { computed } from '@preact/signals';
import type { Message } from '../../../client/index.ts';
import { shortId } from '../../../protocol/names.ts';
import { fold } from '../../../protocol/reserved-names.ts';
import { shownName, splitName } from '../../state/member-appearance.ts';
import type { Room } from '../../state/room.ts';
import { currentRoom } from '../../state/rooms.ts';
import { words } from './words.ts';

/** The people known in a room. */
interface Known {
  members: ReadonlyMap<string, { id: string; name: string }>;
  messages: readonly Pick<Message, 'fromId' | 'from'>[];
}

/**
 * The name of another person in the room that reads like `name`, which has the suffix of a look-alike. Members who are
 * present come first.
 */
export function likeName(name: string, { members, messages }: Known): string | undefined {
  const { plain, tag } = splitName(name);
  const read = fold(plain);
  const isOther = (id: string, other: string): boolean =>
    shortId(id, tag.length) !== tag && fold(splitName(other).plain) === read;
  const here = [...members.values()].filter((person) => isOther(person.id, person.name));
  const found = here.find((person) => splitName(person.name).tag === '') ?? here[0];
  return found?.name ?? messages.findLast(({ fromId, from }) => isOther(fromId, from))?.from;
}

/** Explains a look-alike in any room. `undefined` if the name has no suffix. */
export function alikeIn(room: Room, name: string): string | undefined {
  const { value: state } = room.state;
  return splitName(name).tag === '' || !state ? undefined : inWords(likeName(name, state));
}

const members = computed(() => currentRoom.value?.state.value?.members);

/** Explains a look-alike in the open room. `undefined` while no members are known. */
export function alikeTo(name: string): string | undefined {
  const here = members.value;
  if (!here || here.size === 0) return undefined;
  return inWords(likeName(name, { members: here, messages: currentRoom.peek()?.state.peek()?.messages ?? [] }));
}

function inWords(other: string | undefined): string {
  return words.value.looksLike(other === undefined ? undefined : shownName(other));
}
