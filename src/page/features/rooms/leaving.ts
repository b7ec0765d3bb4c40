/** Leaves a room on request, and undoes that. Unsent text is lost with the room, so the reader is asked first. */

import { abandon, rejoin } from '../../../client/outbox/abandon.ts';
import { saveCopy, takeCopy } from '../../../client/room-copy/room-copy-keeping.ts';
import { roomPath } from '../../../protocol/room-path.ts';
import { putBack, takeOut } from '../../state/change-rooms.ts';
import { store } from '../../state/local-storage.ts';
import { takeWriting } from '../../state/persisted-edits.ts';
import type { Room } from '../../state/room.ts';
import { keepKey, keyOf } from '../../state/room-keys.ts';
import { roomStorageKey } from '../../state/room-record.ts';
import { currentRoom, myName, rooms } from '../../state/rooms.ts';
import { go } from '../../state/route.ts';
import { endOffer } from '../../ui/toast-offer.ts';
import { offerUndo } from '../../ui/undo-offer.ts';
import { leaveDialog } from './overlays.ts';
import { words } from './words.ts';

/** The unsent text that would be lost. */
export interface Unsent {
  /** Messages and edits that the room hasn't received. */
  messages: number;
  isDraft: boolean;
}

export function unsentIn({ state, composition }: Pick<Room, 'state' | 'composition'>): Unsent {
  const { outbox = [], changes = [] } = state.peek() ?? {};
  const writing = composition.writing.peek();
  const isEdited = writing.kind === 'edit' && writing.text !== writing.was;
  return {
    messages: outbox.length + changes.filter(({ type }) => type === 'edit').length,
    isDraft: isEdited || composition.draft.trim() !== '',
  };
}

/** Leaves a room, at once if nothing would be lost. `left` is called just before. */
export function askToLeave(room: Room, left: () => void = () => {}): void {
  const act = (): void => {
    left();
    leave(room);
  };
  const { messages, isDraft } = unsentIn(room);
  if (messages > 0 || isDraft) leaveDialog.open({ room, act });
  else act();
}

/** Leaves a room, and offers to undo that for a while. */
function leave(room: Room): void {
  const wasOpen = currentRoom.peek() === room;
  const comeBack = forget(room);
  takeOut(room);
  // The room was opened again, so there is nothing left to undo.
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

/**
 * Forgets a room at once, so that nothing about it is left if the page is closed. @returns the function that restores
 * it
 */
function forget(room: Room): (myName: string | undefined) => void {
  const { name } = room;
  const [key, copy] = [keyOf(name), takeCopy(name)];
  room.record.retire();
  const client = room.client.peek();
  if (client) abandon(client);
  store.set(roomStorageKey(name), undefined);
  keepKey(name, undefined);
  const putWritingBack = takeWriting(room);
  return async (myName) => {
    keepKey(name, key);
    putWritingBack();
    reopen(room, myName);
    const kept = await copy;
    if (kept) saveCopy(name, kept, { isLive: true, isLast: false });
  };
}

function reopen(room: Room, myName: string | undefined): void {
  room.record.restore();
  const client = room.client.peek();
  if (client) rejoin(client);
  else if (!room.record.isAsleep(Date.now())) room.open(myName);
}
