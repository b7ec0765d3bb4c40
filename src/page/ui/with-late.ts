/** Handles clicks whose code may still be loading. */

import { filled, type Slot } from '../state/slot.ts';
import { common } from '../words/common.first.ts';
import { toast } from './toast.ts';

/**
 * Calls `act` with the contents of the slot, at once or as soon as they have loaded. If they can't be loaded, the
 * reader is told.
 */
export async function withLate<Parts>(slot: Slot<Parts>, act: (parts: Parts) => void): Promise<void> {
  const parts = slot.peek() ?? (await filled(slot));
  if (parts === undefined) toast(common.peek().needsConnection);
  else act(parts);
}
