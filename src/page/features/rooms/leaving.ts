/**
 * Leaving a room by hand, and taking that back. What was written and not sent goes with the room, so that is asked about first.
 */

import { saveCopy, takeCopy } from '../../../client/room-copy-keeping.ts';
import { roomPath } from '../../../protocol/room-path.ts';
import { drafts } from '../../state/drafts.ts';
import { type Room, roomStorageKey } from '../../state/room.ts';
import { keepKey, keyOf } from '../../state/room-keys.ts';
import { putBack, takeOut } from '../../state/room-list.ts';
import { currentRoom, myName, rooms } from '../../state/rooms.ts';
import { go } from '../../state/route.ts';
import { store } from '../../state/store.ts';
import { endOffer } from '../../ui/toast-offer.ts';
import { offerUndo } from '../../ui/undo-offer.ts';
import { forgetEdit } from '../composer/persisted-edits.ts';
import { leaveDialog } from './overlays.ts';
import { words } from './words.ts';

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

/** Leaves a room, at once if nothing would be lost. `left` is called when it is being left. */
export function askToLeave(room: Room, left: () => void = () => {}): void {
  const act = (): void => {
    left();
    leave(room);
  };
  const { messages, isDraft } = unsentIn(room);
  if (messages > 0 || isDraft) leaveDialog.open({ room, act });
  else act();
}

/** Leaves a room, and offers for a while to take that back. */
function leave(room: Room): void {
  const wasOpen = currentRoom.peek() === room;
  const comeBack = forget(room);
  takeOut(room);
  // It was opened anew: there is nothing left to take back.
  const stop = rooms.subscribe((all) => {
    if (all.some((other) => other.name === room.name && other !== room)) endOffer();
  });
  offerUndo({
    text: words.peek().leftRoom(room.name),
    act: () => {
      comeBack(myName.peek());
      putBack(room);
      if (wasOpen) go(roomPath(room.name), { replace: true });
      stop();
    },
    gone: () => {
      room.close();
      stop();
    },
  });
}

/** Forgets a room at once: a page that goes away leaves nothing of it. Returns what takes that back. */
function forget(room: Room): (myName: string | undefined) => void {
  const { name } = room;
  const [key, draft, reply, copy] = [keyOf(name), drafts.get(name), drafts.reply(name), takeCopy(name)];
  room.abandon();
  store.set(roomStorageKey(name), undefined);
  keepKey(name, undefined);
  drafts.set(name, '');
  drafts.setReply(name, undefined);
  const bringEdit = forgetEdit(name);
  return async (myName) => {
    keepKey(name, key);
    drafts.set(name, draft);
    if (reply) drafts.setReply(name, reply);
    bringEdit();
    room.rejoin(myName);
    const kept = await copy;
    if (kept) saveCopy(name, kept, { isLive: true, isLast: false });
  };
}
