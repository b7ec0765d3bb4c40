/** Keeps an unfinished edit across a reload, like a draft. */

import { effect } from '@preact/signals';
import { delayedWrites, flushOnHide } from './delayed-writes.ts';
import { store } from './local-storage.ts';
import type { Room } from './room.ts';
import { rooms } from './rooms.ts';
import type { Edit, Writing } from './writing.ts';

const editKey = (room: string): string => `edit:${room}`;

const writes = delayedWrites((room, edit) => store.set(editKey(room), edit));

/** Restores the unfinished edit of each room, and stores every edit from then on. */
export function keepEdits(): void {
  const seen = new WeakMap<Room, Writing>();
  effect(() => {
    for (const room of rooms.value) {
      const epoch = room.state.value?.epoch;
      if (room.composition.writing.value === seen.get(room) || !epoch) continue;
      if (!seen.has(room)) takeUp(room, epoch);
      const writing = room.composition.writing.peek();
      seen.set(room, writing);
      writes.set(room.name, writing.kind === 'edit' ? textOf(writing, epoch) : undefined);
    }
  });
  flushOnHide(writes.flush);
}

/** Removes all that is being written in a room from the store. @returns the function that puts it back */
export function takeWriting({ name, composition }: Pick<Room, 'name' | 'composition'>): () => void {
  const putDraftBack = composition.takeDraft();
  writes.flush();
  const edit = store.get(editKey(name));
  store.set(editKey(name), undefined);
  return () => {
    putDraftBack();
    store.set(editKey(name), edit);
  };
}

/** Leaves out the draft, to which the field returns after the edit. It is stored separately. */
function textOf({ ref, text, was }: Edit, epoch: string): string {
  return JSON.stringify({ epoch, ref, text, was });
}

function takeUp(room: Room, epoch: string): void {
  const kept = store.record(editKey(room.name));
  const [ref, text, was] = ['ref', 'text', 'was'].map((name) => kept?.get(name));
  if (kept?.get('epoch') !== epoch || room.composition.writing.peek().kind === 'edit') return;
  if ((typeof ref === 'number' || typeof ref === 'string') && typeof text === 'string' && typeof was === 'string')
    room.composition.edit({ kind: 'edit', ref, text, was });
}
