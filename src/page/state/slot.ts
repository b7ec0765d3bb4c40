/**
 * Slots: how code that runs before the first messages uses code that is fetched after them. A feature declares in its
 * `late-parts.ts` what it leaves for later, and fills that slot in its `late.ts`. Only types connect the two files, so that
 * nothing of the late part gets into what is loaded first.
 */

import { type Signal, signal } from '@preact/signals';

/** What was left for later; `undefined` until the late part has come. Read `value` to render again when it comes. */
export type Slot<Parts> = Signal<Parts | undefined>;

/** An empty slot. */
export function slot<Parts>(): Slot<Parts> {
  return signal();
}

let fetchLate: () => Promise<unknown> = () => Promise.resolve();

/** Says how the late part is fetched. `fetch` resolves once all slots are filled, or can't be now; it may be called again. */
export function fillSlotsBy(fetch: () => Promise<unknown>): void {
  fetchLate = fetch;
}

/** What is in a slot, fetched if need be. `undefined` if that can't be had now: offline, or the page is about to reload. */
export async function filled<Parts>(slot: Slot<Parts>): Promise<Parts | undefined> {
  if (slot.peek() === undefined) await fetchLate();
  return slot.peek();
}

/** What a feature has of the late part: its `late.ts` exports it, and the page's late.ts lists it. */
export interface LateFeature {
  /** Puts into its slots what they were left for. */
  fill?(): void;
  /** Starts what works unseen. All slots are filled by then. */
  start?(): void;
}
