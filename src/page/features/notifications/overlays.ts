import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';

/** The notification level of a room. */
export const notifyDialog = new Overlay<{ room: Room }>({ needsRoom: true });
