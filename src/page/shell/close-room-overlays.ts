/**
 * Closes overlays that need the room when the reader is removed from it. They would be of no use, and still open when
 * the reader comes back.
 */

import { effect } from '@preact/signals';
import { isOut } from '../state/room-access.ts';
import { currentRoom } from '../state/rooms.ts';
import { closeOverlay } from '../ui/close-overlay.ts';
import { opened } from '../ui/overlay.ts';

/** Starts closing these overlays. */
export function closeWhenOut(): void {
  effect(() => {
    const { value: shown } = opened;
    const { value: room } = currentRoom;
    if (shown?.overlay.needsRoom && room && isOut(room)) closeOverlay();
  });
}
