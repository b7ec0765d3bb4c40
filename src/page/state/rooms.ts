/** The rooms of this browser. All of them are connected at once. */

import { computed, effect, signal } from '@preact/signals';
import { store } from './local-storage.ts';
import { Room } from './room.ts';
import { roomStorageKey } from './room-record.ts';
import { route } from './route.ts';

/** The rooms in the order in which they were first opened. */
export const rooms = signal<readonly Room[]>([]);

/** The room on the screen. */
export const currentRoom = computed(() => {
  const { value } = route;
  return value.kind === 'room' ? rooms.value.find(({ name }) => name === value.room) : undefined;
});

/** The number of unread messages in all rooms. */
export const totalUnread = computed(() => rooms.value.reduce((sum, { unread }) => sum + unread.value.count, 0));

/** The name that the reader uses in all rooms. `undefined` if they chose none and the server names them. */
export const myName = signal<string | undefined>(store.get('name'));

/** Restores the known rooms, and then follows the address. */
export function startRooms(): void {
  const nowMs = Date.now();
  rooms.value = store
    .keys(roomStorageKey(''))
    .map((name) => new Room(name, nowMs))
    .sort(byAge);
  for (const room of rooms.value) if (!room.record.isAsleep(nowMs)) room.open(myName.value);

  effect(() => {
    if (route.value.kind === 'room') enter(route.value.room);
  });
  document.addEventListener('visibilitychange', onVisibility);
  addEventListener('pagehide', () => {
    for (const room of rooms.peek()) room.keepLast();
  });
}

/** Compares rooms by when they were first opened. */
export function byAge(a: Room, b: Room): number {
  return a.record.addedMs - b.record.addedMs || (a.name < b.name ? -1 : 1);
}

function enter(name: string): void {
  let room = rooms.peek().find((known) => known.name === name);
  if (!room) {
    room = new Room(name, Date.now());
    rooms.value = [...rooms.peek(), room];
  }
  room.record.look(Date.now());
  room.record.save();
  room.open(myName.peek());
}

function onVisibility(): void {
  const room = currentRoom.value;
  if (!room || document.hidden) return;
  room.record.look(Date.now());
  room.open(myName.value);
}
