/** Follows what other tabs change: the list of rooms, the reader's name, read marks and drafts. Only late code imports it. */

import type { Position } from '../../protocol/position.ts';
import { adoptName, putBack, takeOut } from './change-rooms.ts';
import { drafts } from './drafts.ts';
import { store } from './local-storage.ts';
import { Room } from './room.ts';
import { roomStorageKey } from './room-record.ts';
import { currentRoom, myName, rooms } from './rooms.ts';
import { channel, type TabMessage } from './tabs.ts';
import { type Draft, NEW } from './writing.ts';

/** Follows changes in other tabs. Earlier changes were read from the store. */
export function followTabs(): void {
  addEventListener('storage', onStorage);
  // All other tabs are pages of this origin, though not always of this version.
  channel?.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => hearTab(data));
}

/** Applies what another tab has read or written. */
export function hearTab(message: TabMessage): void {
  const room = rooms.peek().find(({ name }) => name === message.room);
  if (!room) return;
  if (message.kind === 'read') return takeMark(room, message.mark);
  if (!drafts.take(message.room, message.text)) return;
  takeReply(room, message.reply);
}

/**
 * Adopts the read mark of another tab if it is further. A tab that is offline may still show an earlier epoch of the
 * room, whose marks mean nothing here.
 */
function takeMark({ record, state }: Room, mark: Position): void {
  const { epoch = '' } = state.value ?? {};
  if (epoch !== '' && mark.epoch !== epoch) return;
  const mine = record.mark.value;
  if (!mine || mark.epoch !== mine.epoch || mark.seq > mine.seq) record.adoptMark(mark);
}

/** Adopts the reply that another tab is writing. An edit in this tab continues. */
function takeReply({ state, composition }: Room, reply: Position | undefined): void {
  const isOfThisLife = reply?.epoch === state.value?.epoch;
  const draft: Draft = reply && isOfThisLife ? { kind: 'reply', to: reply.seq } : NEW;
  composition.adoptDraft(draft);
}

/** Another tab has opened a room, left one, or changed the name. */
function onStorage(event: StorageEvent): void {
  const key = store.heard(event);
  if (key === 'name' && event.newValue) adoptName(event.newValue);
  if (!key?.startsWith(roomStorageKey(''))) return;
  const name = key.slice(roomStorageKey('').length);
  const room = rooms.value.find((known) => known.name === name);
  if (event.newValue === null) {
    if (!room || room === currentRoom.value) return;
    room.record.retire();
    room.close();
    takeOut(room);
  } else if (!room) {
    const added = new Room(name, Date.now());
    putBack(added);
    added.open(myName.value);
  }
}
