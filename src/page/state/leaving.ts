/** Leaving a room by hand: what was written and not sent goes with it, so that is asked about first. */

import { drafts } from './drafts.ts';
import { overlay } from './overlay.ts';
import type { Room } from './room.ts';

/** What would be lost. */
export interface Unsent {
  /** Messages, and edits of some, that the room hasn't got. */
  messages: number;
  isDraft: boolean;
}

export function unsentIn(room: Pick<Room, 'name' | 'state' | 'writing'>): Unsent {
  const { outbox = [], changes = [] } = room.state.peek() ?? {};
  const writing = room.writing.peek();
  const isEdited = writing.kind === 'edit' && writing.text !== writing.was;
  return {
    messages: outbox.length + changes.filter(({ type }) => type === 'edit').length,
    isDraft: isEdited || drafts.get(room.name).trim() !== '',
  };
}

/** Leaves by `act`, at once if nothing would be lost. */
export function askToLeave(room: Room, act: () => void): void {
  const { messages, isDraft } = unsentIn(room);
  if (messages > 0 || isDraft) overlay.value = { kind: 'leave', room, act };
  else act();
}
