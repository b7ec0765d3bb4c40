/** Keeps an unfinished edit across a reload, like a draft. */

import { effect } from '@preact/signals';
import type { Room } from '../../state/room.ts';
import { rooms } from '../../state/rooms.ts';
import { store } from '../../state/store.ts';
import type { Edit, Writing } from '../../state/writing.ts';

/** How long a write is delayed, so that typing doesn't wait for the disk. */
const KEEP_MS = 400;

const editKey = (room: string): string => `edit:${room}`;

/** The edits that have yet to be stored, by room. `undefined` for a room whose edit is over. */
const unkept = new Map<string, string | undefined>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Restores the unfinished edit of each room, and stores every edit from then on. */
export function keepEdits(): void {
  const seen = new WeakMap<Room, Writing>();
  effect(() => {
    for (const room of rooms.value) {
      const epoch = room.state.value?.epoch;
      if (room.writing.value === seen.get(room) || !epoch) continue;
      if (!seen.has(room)) takeUp(room, epoch);
      const writing = room.writing.peek();
      seen.set(room, writing);
      keepSoon(room.name, writing.kind === 'edit' ? textOf(writing, epoch) : undefined);
    }
  });
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
}

/** Forgets the edit in a room. @returns the function that restores it */
export function forgetEdit(room: string): () => void {
  flush();
  const kept = store.get(editKey(room));
  store.set(editKey(room), undefined);
  return () => store.set(editKey(room), kept);
}

/** Leaves out the draft, to which the field returns after the edit. It is stored separately. */
function textOf({ ref, text, was }: Edit, epoch: string): string {
  return JSON.stringify({ epoch, ref, text, was });
}

function takeUp(room: Room, epoch: string): void {
  const kept = store.record(editKey(room.name));
  const [ref, text, was] = ['ref', 'text', 'was'].map((name) => kept?.get(name));
  const back = room.writing.peek();
  if (kept?.get('epoch') !== epoch || back.kind === 'edit') return;
  if ((typeof ref === 'number' || typeof ref === 'string') && typeof text === 'string' && typeof was === 'string')
    room.write({ kind: 'edit', ref, text, was, back });
}

function keepSoon(room: string, edit: string | undefined): void {
  unkept.set(room, edit);
  clearTimeout(timer);
  // A saved edit must not come back after a crash, so its removal is stored at once.
  if (edit === undefined) flush();
  else timer = setTimeout(flush, KEEP_MS);
}

function flush(): void {
  clearTimeout(timer);
  for (const [room, edit] of unkept) store.set(editKey(room), edit);
  unkept.clear();
}
