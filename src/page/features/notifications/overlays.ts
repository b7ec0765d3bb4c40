import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';

/** What of a room is notified. */
export const notifyDialog = new Overlay<{ room: Room }>({ needsRoom: true });
