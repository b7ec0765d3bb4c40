import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';

/** The share dialog of a room. */
export const shareDialog = new Overlay<{ room: Room }>();
