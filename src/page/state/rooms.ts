/** The rooms of this browser, all live at once. */

import { computed, effect, signal } from '@preact/signals';
import { changedElsewhere, drafts, forgetDraft } from './drafts.ts';
import { Room, roomKey } from './room.ts';
import { go, roomPath, route } from './route.ts';
import { onSight } from './seen.ts';
import { Store, store } from './store.ts';
import { hearTabs, type Told } from './tabs.ts';

/** How often to look for rooms to put to sleep. */
const SLEEP_CHECK_MS = 10 * 60_000;

/** In the order in which they were first opened. */
export const rooms = signal<readonly Room[]>([]);

/** The room on the screen. */
export const currentRoom = computed(() => {
  const { value } = route;
  return value.kind === 'room' ? rooms.value.find(({ name }) => name === value.room) : undefined;
});

/** Unread messages in all rooms. */
export const totalUnread = computed(() => rooms.value.reduce((sum, { unread }) => sum + unread.value.count, 0));

/** Whether any room is connected. */
export const someLive = computed(() => rooms.value.some(({ state }) => state.value?.link.status === 'live'));

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

/** Leaves a room for good, with all that was written in it and not sent, and goes on to the one next to it. */
export function leave(room: Room): void {
  const index = rooms.value.indexOf(room);
  const isCurrent = currentRoom.value === room;
  room.client.peek()?.abandon();
  remove(room);
  room.forget();
  forgetDraft(room.name);
  const next = rooms.value[index] ?? rooms.value[index - 1];
  // In place of its address: Back must not lead into the room again, for to come there is to join it.
  if (isCurrent) go(next ? roomPath(next.name) : '/', { replace: true });
}

/** The room `step` places below the current one, skipping what `wanted` refuses; it goes round. */
export function neighbour(step: 1 | -1, wanted: (room: Room) => boolean = () => true): Room | undefined {
  const { value: all } = rooms;
  const current = currentRoom.value ? all.indexOf(currentRoom.value) : -1;
  const from = current === -1 && step === -1 ? 0 : current;
  for (let distance = 1; distance <= all.length; distance++) {
    const room = all[(from + step * distance + all.length) % all.length];
    if (room && room !== currentRoom.value && wanted(room)) return room;
  }
  return undefined;
}

/** Opens what is remembered, and from then on whatever the address names. */
export function startRooms(): void {
  const nowMs = Date.now();
  rooms.value = store
    .keys(roomKey(''))
    .map((name) => new Room(name, nowMs))
    .sort((a, b) => a.addedMs - b.addedMs || (a.name < b.name ? -1 : 1));
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
  setInterval(sleep, SLEEP_CHECK_MS);
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

function remove(room: Room): void {
  room.retire();
  rooms.value = rooms.value.filter((other) => other !== room);
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

function sleep(): void {
  const nowMs = Date.now();
  for (const room of rooms.value) {
    if (room === currentRoom.value && !document.hidden) room.look(nowMs);
    else if (room.isAsleep(nowMs)) room.close();
  }
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
  const key = Store.keyOf(event);
  if (key === 'name' && event.newValue) goBy(event.newValue);
  if (!key?.startsWith(roomKey(''))) return;
  const name = key.slice(roomKey('').length);
  const room = rooms.value.find((known) => known.name === name);
  if (event.newValue === null) {
    if (room && room !== currentRoom.value) remove(room);
  } else if (!room) {
    const added = new Room(name, Date.now());
    rooms.value = [...rooms.value, added];
    added.open(myName.value);
  }
}
