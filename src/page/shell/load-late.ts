/** When the late part of the page is fetched: right after the first messages, or as soon as something needs it. */

import { effect } from '@preact/signals';
import { fetchPart } from '../state/part.ts';
import { currentRoom } from '../state/rooms.ts';
import { route } from '../state/route.ts';
import { fillSlotsBy } from '../state/slot.ts';

/** When the room is no quicker, or there is no line at all. */
const PATIENCE_MS = 1_500;

let fetched: Promise<void> | undefined;

/** Fetches it, unless it is here. Where that fails, the next call tries again. */
function fetchLate(): Promise<void> {
  fetched ??= fetchPart(() => import('../late.ts')).then((late) => {
    late?.fillSlots();
    late?.startUnseen();
    if (!late) fetched = undefined;
  });
  return fetched;
}

/** Fetches it as soon as the open room has answered or doesn't, or no room is open. Where that fails, again with the next answer. */
export function loadLate(): void {
  fillSlotsBy(fetchLate);
  effect(() => {
    const status = currentRoom.value?.state.value?.link.status;
    const isWaited = status === undefined || status === 'idle' || status === 'connecting';
    if (route.value.kind !== 'room' || !isWaited) fetchLate();
  });
  setTimeout(fetchLate, PATIENCE_MS);
}
