/**
 * Closes overlays that need the room when the reader is sent out of it. They couldn't do anything, and would still be
 * open when the reader comes back.
 */

import { effect } from '@preact/signals';
import { isOut } from '../state/room-access.ts';
import { currentRoom } from '../state/rooms.ts';
import { closeOverlay } from '../ui/close-overlay.ts';
import { opened } from '../ui/overlay.ts';

/** Starts closing them. */
export function closeWhenOut(): void {
  effect(() => {
    const { value: shown } = opened;
    const { value: room } = currentRoom;
    if (shown?.overlay.needsRoom && room && isOut(room)) closeOverlay();
  });
}
