/**
 * Decides when the late part of the page is fetched: once the first messages are on the screen, or as soon as something
 * needs it.
 */

import { computed, effect } from '@preact/signals';
import { hasDrawn } from '../features/messages/list/shown-list.ts';
import { nextFrame } from '../state/animation-frame.ts';
import { fetchPart } from '../state/fetch-part.ts';
import { nextTask } from '../state/next-task.ts';
import { currentRoom } from '../state/rooms.ts';
import { route } from '../state/route.ts';
import { fillSlotsBy } from '../state/slot.ts';

/**
 * Even a slow phone shows a room within this time. A connection or a storage that still hasn't answered may never do
 * so.
 */
const PATIENCE_MS = 10_000;

let fetched: Promise<void> | undefined;

/** Fetches the late part, unless it has loaded. If that fails, the next call tries again. */
function fetchLate(): Promise<void> {
  fetched ??= fetchPart(() => Promise.all([import('../late.ts'), import('../around.ts')])).then(async (parts) => {
    if (!parts) {
      fetched = undefined;
      return;
    }
    const [late, { AROUND }] = parts;
    // Drawing the parts and starting them each keep a phone busy for long enough to be separate tasks.
    await nextTask();
    await late.fillSlots(AROUND);
    late.startUnseen(AROUND);
  });
  return fetched;
}

/**
 * Fetches the late part once the first messages are painted, so that it doesn't delay them on a slow connection. If
 * there will be none, as in an empty room, without a connection, or on a page without a room, it is fetched once that
 * is known. If it can't be loaded, the next change of the connection tries again.
 */
export function loadLate(): void {
  fillSlotsBy(fetchLate);
  const due = computed(dueBy);
  effect(() => {
    // A slow phone may paint the contents of one frame only while it draws the next one.
    if (due.value) nextFrame(() => nextFrame(fetchAfterPaint));
  });
  setTimeout(fetchLate, PATIENCE_MS);
}

/** The state of the connection, once messages are drawn or there are none to wait for. `undefined` until then. */
function dueBy(): string | undefined {
  if (route.value.kind !== 'room') return 'none';
  const state = currentRoom.value?.state.value;
  const status = state?.link.status ?? 'idle';
  const isDrawn = hasDrawn.value || (!state?.messages.length && status !== 'idle' && status !== 'connecting');
  return isDrawn ? status : undefined;
}

/** The contents of a frame are painted before its timers run. */
function fetchAfterPaint(): void {
  setTimeout(fetchLate);
}
