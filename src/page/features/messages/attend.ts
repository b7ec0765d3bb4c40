/** What the list of messages answers to, apart from keys (row-keys.ts). */

import type { Room } from '../../state/room.ts';
import { makeCopies } from './copy.tsx';
import { startSwipe } from './swipe.tsx';
import { followPointer } from './tools.tsx';
import { startTouch } from './touch.ts';

/** Begins to answer. Returns the function that ends it. */
export function attend(list: HTMLElement, room: Room): () => void {
  const ends = [followPointer(list), startTouch(list, room), startSwipe(list, room), makeCopies(list, room)];
  return () => {
    for (const end of ends) end();
  };
}
