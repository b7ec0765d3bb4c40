/** Finds the names of members by their ids. */

import { shownName } from '../../state/member-appearance.ts';
import type { Room } from '../../state/room.ts';
import { common } from '../../words/common.first.ts';
import { words } from './words.ts';

/**
 * The names of `ids`. A member who is absent and wrote none of the loaded messages is called "somebody". Tracks
 * nothing.
 */
export function namesOf(room: Room, ids: readonly string[]): string[] {
  const state = room.state.peek();
  // One pass over the messages is enough, however many people have left. The newest message comes last and decides.
  const left = new Set(ids.filter((id) => !state?.members.has(id)));
  const written = new Map<string, string>();
  if (left.size > 0)
    for (const { fromId, from } of state?.messages ?? []) if (left.has(fromId)) written.set(fromId, from);
  return ids.map(
    (id) =>
      (id === state?.self?.id ? common.peek().you : undefined) ??
      shownName(state?.members.get(id)?.name ?? written.get(id) ?? words.peek().somebody),
  );
}
