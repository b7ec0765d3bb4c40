/** The event listeners of the message list, except for keys (message-keys.ts). */

import type { Room } from '../../../state/room.ts';
import { handleCopy } from './copy-messages.tsx';
import { startTouch } from './long-press.ts';
import { startSwipe } from './swipe-to-reply.tsx';
import { followPointer } from './toolbar.tsx';

/** Begins to answer. Returns the function that ends it. */
export function startListListeners(list: HTMLElement, room: Room): () => void {
  const ends = [followPointer(list), startTouch(list, room), startSwipe(list, room), handleCopy(list, room)];
  return () => {
    for (const end of ends) end();
  };
}
