/** When the late part of the page is fetched: once the first messages are on the screen, or as soon as something needs it. */

import { computed, effect } from '@preact/signals';
import { nextFrame, nextTask } from '../state/animation-frame.ts';
import { fetchPart } from '../state/fetch-part.ts';
import { currentRoom } from '../state/rooms.ts';
import { route } from '../state/route.ts';
import { fillSlotsBy } from '../state/slot.ts';

/** A poor phone shows a room within this. A connection or a storage that still says nothing may hang for good. */
const PATIENCE_MS = 10_000;

let fetched: Promise<void> | undefined;

/** Fetches it, unless it is here. Where that fails, the next call tries again. */
function fetchLate(): Promise<void> {
  fetched ??= fetchPart(() => Promise.all([import('../late.ts'), import('../around.ts')])).then(async (parts) => {
    if (!parts) {
      fetched = undefined;
      return;
    }
    const [late, { AROUND }] = parts;
    // What it draws, and what it starts, each keep a phone busy for long enough.
    await nextTask();
    late.fillSlots(AROUND);
    await nextTask();
    late.startUnseen(AROUND);
  });
  return fetched;
}

/**
 * Fetches it once the first messages are painted, so that on a slow line it takes nothing from them. Where none will be, as in an
 * empty room, without a connection, or on a page without a room, it is fetched once that is known. Where it can't be had, the
 * next change of the connection tries again.
 */
export function loadLate(): void {
  fillSlotsBy(fetchLate);
  const due = computed(dueBy);
  effect(() => {
    // A slow phone may paint what one frame draws only while the next one is drawn.
    if (due.value) nextFrame(() => nextFrame(fetchAfterPaint));
  });
  setTimeout(fetchLate, PATIENCE_MS);
}

/** The state of the connection, where there are messages to show or nothing to wait for; `undefined` until then. */
function dueBy(): string | undefined {
  if (route.value.kind !== 'room') return 'none';
  const state = currentRoom.value?.state.value;
  const status = state?.link.status ?? 'idle';
  const isWaited = !state?.messages.length && (status === 'idle' || status === 'connecting');
  return isWaited ? undefined : status;
}

/** What a frame draws is painted before its timers run. */
function fetchAfterPaint(): void {
  setTimeout(fetchLate);
}
