/** Computes which rooms the switcher offers, and in which order. Pure. */

import { foldText } from '../../../protocol/fold.ts';
import { ROOM_NAME_UNITS } from '../../../protocol/room-names.ts';

/** What is asked of a room. */
export interface Switchable {
  name: string;
  /** When it was last on the screen. Unix milliseconds. */
  lookedMs: number;
  /** Unread messages, and those among them that call the person reading. */
  count: number;
  calls: number;
}

/**
 * The rooms that `query` may mean, the likeliest first: by how the name fits, then who was called, then what is unread, then
 * what was looked at last. Every room, if nothing is asked for.
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

/** 0: the name itself, 1: how it begins, 2: how a part of it begins, or something in it, 3: its letters in this order. */
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
