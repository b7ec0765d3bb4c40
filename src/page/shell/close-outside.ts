/** What needs a room goes when the room sends one out: it could do nothing, and would stand there again on coming back. */

import { effect } from '@preact/signals';
import { isOut } from '../state/outside.ts';
import { type Overlay, overlay } from '../state/overlay.ts';
import { currentRoom } from '../state/rooms.ts';
import { closeOverlay } from '../ui/close-overlay.ts';

const NEEDS_ROOM: ReadonlySet<Overlay['kind']> = new Set([
  'react',
  'emoji',
  'delete',
  'notify',
  'person',
  'restrain',
  'settings',
  'audit',
  'search',
]);

/** Keeps to it from now on. */
export function closeWhenOut(): void {
  effect(() => {
    const { value: shown } = overlay;
    const { value: room } = currentRoom;
    if (shown && NEEDS_ROOM.has(shown.kind) && room && isOut(room)) closeOverlay();
  });
}
