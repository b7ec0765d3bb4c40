/** The rooms of this browser, all live at once. */

import { computed, effect, signal } from '@preact/signals';
import { roomPath } from '../../protocol/room-path.ts';
import { changedElsewhere, drafts } from './drafts.ts';
import { Room, roomKey } from './room.ts';
import { go, route } from './route.ts';
import { onSight } from './seen.ts';
import { store } from './store.ts';
import { hearTabs, type Told } from './tabs.ts';

/** In the order in which they were first opened. */
export const rooms = signal<readonly Room[]>([]);

/** The room on the screen. */
export const currentRoom = computed(() => {
  const { value } = route;
  return value.kind === 'room' ? rooms.value.find(({ name }) => name === value.room) : undefined;
});

/** Unread messages in all rooms. */
export const totalUnread = computed(() => rooms.value.reduce((sum, { unread }) => sum + unread.value.count, 0));

/** The name by which this person goes everywhere; `undefined`: as the server names them. */
export const myName = signal<string | undefined>(store.get('name'));

/** Takes another name, in all rooms. The caller has checked it with `cleanName`. */
export function rename(name: string): void {
  store.set('name', name);
  goBy(name);
}

function goBy(name: string): void {
  myName.value = name;
  for (const { client } of rooms.value) client.value?.rename(name);
}

/** Takes a room out of the list, and goes on to the one next to it. */
export function takeOut(room: Room): void {
  const index = rooms.value.indexOf(room);
  const isCurrent = currentRoom.value === room;
  rooms.value = rooms.value.filter((other) => other !== room);
  const next = rooms.value[index] ?? rooms.value[index - 1];
  // In place of its address: Back must not lead into the room again, for to come there is to join it.
  if (isCurrent) go(next ? roomPath(next.name) : '/', { replace: true });
}

/** Puts a room back into its place. */
export function putBack(room: Room): void {
  rooms.value = [...rooms.value.filter((other) => other !== room), room].sort(byAge);
}

/** Opens what is remembered, and from then on whatever the address names. */
export function startRooms(): void {
  const nowMs = Date.now();
  rooms.value = store
    .keys(roomKey(''))
    .map((name) => new Room(name, nowMs))
    .sort(byAge);
  for (const room of rooms.value) if (!room.isAsleep(nowMs)) room.open(myName.value);

  effect(() => {
    if (route.value.kind === 'room') enter(route.value.room);
  });
  document.addEventListener('visibilitychange', onVisibility);
  onSight(divide);
  addEventListener('pagehide', () => {
    for (const room of rooms.peek()) room.keepLast();
  });
  addEventListener('storage', onStorage);
  hearTabs(onTold);
}

function byAge(a: Room, b: Room): number {
  return a.addedMs - b.addedMs || (a.name < b.name ? -1 : 1);
}

function enter(name: string): void {
  let room = rooms.peek().find((known) => known.name === name);
  if (!room) {
    room = new Room(name, Date.now());
    rooms.value = [...rooms.peek(), room];
  }
  room.look(Date.now());
  room.keep();
  room.open(myName.peek());
}

function onVisibility(): void {
  const room = currentRoom.value;
  if (!room || document.hidden) return;
  room.look(Date.now());
  room.open(myName.value);
}

/** What comes while nobody looks shall be found again. */
function divide(): void {
  const room = currentRoom.value;
  if (room?.unread.value.count === 0) room.divide();
}

/** Another tab has read on, or written. */
function onTold(told: Told): void {
  const room = rooms.peek().find(({ name }) => name === told.room);
  if (!room) return;
  if (told.kind === 'read') return room.takeMark(told.mark);
  if (!drafts.take(told.room, told.text)) return;
  room.takeReply(told.reply);
  changedElsewhere.value = { room: told.room };
}

/** Another tab has opened a room, left one, or taken a name. */
function onStorage(event: StorageEvent): void {
  const key = store.heard(event);
  if (key === 'name' && event.newValue) goBy(event.newValue);
  if (!key?.startsWith(roomKey(''))) return;
  const name = key.slice(roomKey('').length);
  const room = rooms.value.find((known) => known.name === name);
  if (event.newValue === null) {
    if (!room || room === currentRoom.value) return;
    room.retire();
    takeOut(room);
  } else if (!room) {
    const added = new Room(name, Date.now());
    putBack(added);
    added.open(myName.value);
  }
}
