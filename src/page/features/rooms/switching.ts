/** Computes which rooms the switcher offers, and in which order. Pure. */

import { foldText } from '../../../protocol/fold.ts';
import { ROOM_NAME_UNITS } from '../../../protocol/room-names.ts';

/** The properties of a room that the order depends on. */
export interface Switchable {
  name: string;
  /** When the room was last on the screen, in Unix milliseconds. */
  lookedMs: number;
  /** Unread messages, and those among them that mention the reader. */
  count: number;
  calls: number;
}

/**
 * The rooms that match `query`, best first: by how well the name matches, then by mentions of the reader, then by
 * unread messages, then by when they were last opened. All rooms if the query is empty.
 */
export function roomsFor<Room extends Switchable>(rooms: readonly Room[], query: string): Room[] {
  if (query.length > ROOM_NAME_UNITS) return [];
  const wanted = foldText(query);
  return rooms
    .map((room) => ({ room, fit: fitOf(foldText(room.name), wanted) }))
    .filter(({ fit }) => fit < MISS)
    .sort((a, b) => a.fit - b.fit || byNeed(a.room, b.room))
    .map(({ room }) => room);
}

const MISS = 4;

/** How well a name matches. 0: exactly, 1: at the beginning, 2: elsewhere in it, 3: its letters in this order. */
function fitOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(wanted)) return 2;
  let at = 0;
  for (const character of name) if (character === wanted[at]) at++;
  return at === wanted.length ? 3 : MISS;
}

function byNeed(a: Switchable, b: Switchable): number {
  return (
    Number(b.calls > 0) - Number(a.calls > 0) || Number(b.count > 0) - Number(a.count > 0) || b.lookedMs - a.lookedMs
  );
}
