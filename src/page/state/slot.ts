/**
 * Slots: how code that runs before the first messages uses code that is fetched after them. A feature declares a slot
 * for it in its `late-parts.ts`, and fills that slot in its `late.ts`. The slots of `text` and `state`, which know no
 * feature, are filled by messages/late.ts. Only types connect the two files, so that nothing of the late part gets into
 * the first script.
 */

import { type Signal, signal } from '@preact/signals';

/**
 * Code that is loaded late. `undefined` until then. Reading `value` makes a component render again when it has loaded.
 */
export type Slot<Parts> = Signal<Parts | undefined>;

/** An empty slot. */
export function slot<Parts>(): Slot<Parts> {
  return signal();
}

let fetchLate: () => Promise<unknown> = () => Promise.resolve();

/**
 * Sets the function that fetches the late part. It resolves once all slots are filled, or if that fails. It may be
 * called again.
 */
export function fillSlotsBy(fetch: () => Promise<unknown>): void {
  fetchLate = fetch;
}

/**
 * The contents of a slot, fetched if necessary. `undefined` if that isn't possible now: offline, or the page is about
 * to reload.
 */
export async function filled<Parts>(slot: Slot<Parts>): Promise<Parts | undefined> {
  if (slot.peek() === undefined) await fetchLate();
  return slot.peek();
}

/** A feature's share of the late part. Its `late.ts` exports it, and the page's late.ts or around.ts lists it. */
export interface LateFeature {
  /** Fills the slots of the feature. */
  fill?(): void;
  /** Starts the parts that have no view. All slots are filled by then. */
  start?(): void;
}
