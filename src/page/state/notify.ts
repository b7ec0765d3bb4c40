/** Notifications of the system, and a sound, of what comes while nobody looks. Permission is asked for elsewhere, on a click. */

import { effect } from '@preact/signals';
import type { Message } from '../../client/index.ts';
import { callsMe } from './callable.ts';
import { levelOf } from './level.ts';
import { muted } from './muted.ts';
import type { Room } from './room.ts';
import { currentRoom, rooms } from './rooms.ts';
import { go, roomPath } from './route.ts';
import { isHeard, ring } from './sound.ts';

/** A notification is a line or two: no system shows more. */
const BODY_CHARS = 200;

/** Whether the browser has notifications and may show them. */
export function mayNotify(): boolean {
  return 'Notification' in globalThis && Notification.permission === 'granted';
}

/** Notifies from now on. */
export function startNotifying(): void {
  /** Up to which `seq` each room was looked through. */
  const told = new WeakMap<Room, { epoch: string; seq: number }>();
  effect(() => {
    for (const room of rooms.value) {
      const { value: state } = room.state;
      if (state?.link.status !== 'live') continue;
      const last = told.get(room);
      told.set(room, { epoch: state.epoch, seq: state.head });
      // What was there before, and what a new life of the room begins with, is no news.
      if (!last || last.epoch !== state.epoch || last.seq === state.head) continue;
      if (room === currentRoom.peek() && document.hasFocus() && !document.hidden) continue;
      const level = levelOf(room.name);
      if (level === 'none' || !(mayNotify() || isHeard.peek())) continue;
      const wanted = (message: Message): boolean =>
        message.own !== true &&
        message.fromId !== state.self?.id &&
        !message.gone &&
        !muted.peek().has(message.fromId) &&
        (level === 'all' || callsMe(message.data, state));
      const newest = state.messages.findLast((message) => message.seq <= last.seq || wanted(message));
      if (!newest || newest.seq <= last.seq) continue;
      if (mayNotify()) notify(room, newest);
      if (isHeard.peek()) ring(`${room.name} ${newest.seq}`);
    }
  });
}

/** The newest takes the place of the one before it: a busy room must not fill the screen. */
function notify(room: Room, { from, data }: Message): void {
  try {
    const body = data.slice(0, BODY_CHARS).toWellFormed();
    const shown = new Notification(`${from} · #${room.name}`, {
      body,
      tag: `parley:${room.name}`,
      icon: '/icon-192.png',
    });
    shown.addEventListener('click', () => {
      focus();
      go(roomPath(room.name));
      shown.close();
    });
  } catch {
    // Chrome on Android shows them through a service worker alone.
  }
}
