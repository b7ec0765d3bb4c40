/** What needs a room goes when the room sends one out: it could do nothing, and would stand there again on coming back. */

import { effect } from '@preact/signals';
import { isOut } from '../state/room-access.ts';
import { currentRoom } from '../state/rooms.ts';
import { closeOverlay } from '../ui/close-overlay.ts';
import { opened } from '../ui/overlay.ts';

/** Keeps to it from now on. */
export function closeWhenOut(): void {
  effect(() => {
    const { value: shown } = opened;
    const { value: room } = currentRoom;
    if (shown?.overlay.needsRoom && room && isOut(room)) closeOverlay();
  });
}
