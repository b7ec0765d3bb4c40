/** The part of the page that nobody needs before the first messages are there: fetched right after them. */

import { effect, signal } from '@preact/signals';
import { toast } from '../ui/toast.ts';
import { words } from '../words/index.ts';
import { fetchPart } from './part.ts';
import { currentRoom } from './rooms.ts';
import { route } from './route.ts';

/** When the room is no quicker, or there is no line at all. */
const PATIENCE_MS = 1_500;

type Late = typeof import('../late.ts');

/** What late.ts exports, once it is here. */
export const late = signal<Late | undefined>(undefined);

let onItsWay: Promise<Late | undefined> | undefined;

/** Fetches it, unless it is here. `undefined` if it can't be had now. */
export async function needLate(): Promise<Late | undefined> {
  if (late.peek()) return late.peek();
  onItsWay ??= fetchPart(() => import('../late.ts')).finally(() => {
    onItsWay = undefined;
  });
  const parts = await onItsWay;
  if (parts && !late.peek()) {
    late.value = parts;
    parts.startUnseen();
  }
  return parts;
}

/** Does what takes a part of it: at once if that is here, else as soon as it comes. */
export async function withLate(act: (parts: Late) => void): Promise<void> {
  const parts = late.peek() ?? (await needLate());
  if (parts) act(parts);
  else toast(words.peek().needsConnection);
}

/** Fetches it as soon as the open room has answered or doesn't, or no room is open. Where that fails, again with the next answer. */
export function fetchLate(): void {
  effect(() => {
    const status = currentRoom.value?.state.value?.link.status;
    const isWaited = status === undefined || status === 'idle' || status === 'connecting';
    if (route.value.kind !== 'room' || !isWaited) needLate();
  });
  setTimeout(needLate, PATIENCE_MS);
}
