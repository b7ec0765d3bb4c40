/** What a press does while the code for it may still be on its way. */

import { filled, type Slot } from '../state/slot.ts';
import { common } from '../words/common.first.ts';
import { toast } from './toast.ts';

/** Calls `act` with what is in the slot: at once if that is here, else as soon as it comes. Says so if it can't be had. */
export async function withLate<Parts>(slot: Slot<Parts>, act: (parts: Parts) => void): Promise<void> {
  const parts = slot.peek() ?? (await filled(slot));
  if (parts === undefined) toast(common.peek().needsConnection);
  else act(parts);
}
