/**
 * Shows system notifications and plays a sound for messages that arrive while nobody is looking. Permission is
 * requested elsewhere.
 */

import { effect } from '@preact/signals';
import type { Message, RoomState } from '../../../client/index.ts';
import { roomPath } from '../../../protocol/room-path.ts';
import { isOwn } from '../../state/is-own.ts';
import { shownName } from '../../state/member-appearance.ts';
import { callsMe } from '../../state/mentionable.ts';
import { muted } from '../../state/muted.ts';
import type { Room } from '../../state/room.ts';
import { rooms } from '../../state/rooms.ts';
import { go } from '../../state/route.ts';
import { readSeq } from '../../state/unread.ts';
import { limitMarks } from '../../text/combining-marks.ts';
import { common } from '../../words/common.first.ts';
import { plainTextOf } from '../messages/tools/item-kinds.ts';
import { isInSight, startTellingSight } from './in-sight.ts';
import { levelOf } from './level.ts';
import { inOneTab } from './one-tab.ts';
import { followPermission } from './permission.ts';
import { isHeard, mayPlay, play } from './sound.ts';

/** The maximum length of a notification. No system shows more than a line or two. */
const BODY_CHARS = 200;

/** Starts notifying. */
export function startNotifying(): void {
  startTellingSight();
  followPermission();
  withdrawRead();
  /** The `seq` up to which each room was checked, and its unread messages that are addressed to the reader. */
  const told = new WeakMap<Room, { epoch: string; seq: number; calls: ReadonlySet<number> }>();
  effect(() => {
    for (const room of rooms.value) {
      const { value: state } = room.state;
      if (state?.link.status !== 'live') continue;
      const last = told.get(room);
      if (last?.epoch === state.epoch && last.seq === state.head) continue;
      const calls = callsIn(room, state);
      told.set(room, { epoch: state.epoch, seq: state.head, calls });
      // There are no notifications for earlier messages, nor for those with which a new epoch begins.
      if (!last || last.epoch !== state.epoch) continue;
      const level = levelOf(room.name);
      if (level === 'none') continue;
      const wanted = (message: Message): boolean =>
        !isOwn(message, state.self) &&
        !message.gone &&
        !muted.peek().has(message.fromId) &&
        (message.seq > last.seq
          ? level === 'all' || calls.has(message.seq)
          : // An edit may add a mention.
            message.edited !== undefined && calls.has(message.seq) && !last.calls.has(message.seq));
      const from = Math.min(last.seq, readIn(room, state));
      const newest = state.messages.findLast((message) => message.seq <= from || wanted(message));
      if (newest && newest.seq > from) tell(room, newest);
    }
  });
}

/** The unread messages that are addressed to the reader, as counted beside the room. */
function callsIn(room: Room, state: RoomState): ReadonlySet<number> {
  const calls = new Set<number>();
  const read = readIn(room, state);
  for (let index = state.messages.length - 1; index >= 0; index--) {
    const message = state.messages[index];
    if (!message || message.seq <= read) break;
    if (callsMe(message, state)) calls.add(message.seq);
  }
  return calls;
}

/** The `seq` up to which the room was read. */
function readIn(room: Room, { epoch, head }: RoomState): number {
  const mark = room.record.mark.peek();
  return mark ? readSeq(mark, epoch) : head;
}

/** Withdraws the notifications of rooms that were read, here or in another tab. */
function withdrawRead(): void {
  const unread = new Set<Room>();
  effect(() => {
    for (const room of rooms.value) {
      if (room.unread.value.count > 0) unread.add(room);
      else if (unread.delete(room)) withdraw(room);
    }
  });
}

async function withdraw({ name }: Room): Promise<void> {
  try {
    const worker = await navigator.serviceWorker?.getRegistration();
    for (const shown of (await worker?.getNotifications({ tag: tagOf(name) })) ?? []) shown.close();
  } catch {
    // Service workers aren't allowed here, so none has shown anything.
  }
}

const tagOf = (room: string): string => `parley:${room}`;

/** Notifies in one tab only, and not at all if the room is visible in another. */
async function tell(room: Room, message: Message): Promise<void> {
  if (await isInSight(room.name)) return;
  const which = `${room.name} ${message.seq} ${message.ts}`;
  inOneTab(`notify ${which}`, () => notify(room, message));
  if (isHeard.peek() && mayPlay()) inOneTab(`ring ${which}`, play);
}

/** A new notification replaces the one before it, so that a busy room doesn't fill the screen. */
async function notify({ name }: Room, message: Message): Promise<void> {
  const path = roomPath(name);
  const title = `${shownName(message.from)} · #${name}`;
  const text = limitMarks(plainTextOf(message, common.peek().spoiler)).slice(0, BODY_CHARS).toWellFormed();
  const options = { body: text, tag: tagOf(name), icon: '/icon-192.png', data: path };
  try {
    // Chrome on Android shows notifications only through a service worker, which also opens the room and outlives the
    // tab.
    const worker = await navigator.serviceWorker?.getRegistration();
    if (worker?.active) return await worker.showNotification(title, options);
    const shown = new Notification(title, options);
    shown.addEventListener('click', () => {
      focus();
      go(path);
      shown.close();
    });
  } catch {
    // Forbidden in the meantime, or not supported.
  }
}
