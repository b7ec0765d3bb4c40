/** The event listeners of the message list, except for keys (message-keys.ts). */

import type { Room } from '../../../state/room.ts';
import { handleCopy } from './copy-messages.tsx';
import { startTouch } from './long-press.ts';
import { startSwipe } from './swipe-to-reply.tsx';
import { followPointer } from './toolbar.tsx';

/** Starts the listeners. @returns the function that stops them */
export function startListListeners(list: HTMLElement, room: Room): () => void {
  const ends = [followPointer(list), startTouch(list, room), startSwipe(list, room), handleCopy(list, room)];
  return () => {
    for (const end of ends) end();
  };
}
