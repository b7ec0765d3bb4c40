import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';

/** The link to a room, to copy, send or scan. */
export const shareDialog = new Overlay<{ room: Room }>();
