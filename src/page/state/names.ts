/** The names of members by their ids, from whatever is known of them. */

import { words } from '../words/index.ts';
import type { Room } from './room.ts';

/** The name of each of `ids`. Who is neither here nor has written anything that is loaded is "somebody". Tracks nothing. */
export function namesOf(room: Room, ids: readonly string[]): string[] {
  const state = room.state.peek();
  return ids.map(
    (id) =>
      (id === state?.self?.id ? words.peek().you : undefined) ??
      state?.members.get(id)?.name ??
      state?.messages.findLast(({ fromId }) => fromId === id)?.from ??
      words.peek().somebody,
  );
}
