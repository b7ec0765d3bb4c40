import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';
import type { PopupAnchor } from '../../ui/popup-anchor.ts';

/** The menu of a room. */
export const roomMenu = new Overlay<{ room: Room; at: PopupAnchor }>();

/** The room switcher. */
export const switchDialog = new Overlay();

/** The full topic of a room. */
export const topicDialog = new Overlay<{ room: Room }>();

/** Confirms leaving a room with unsent text. `act` leaves the room. */
export const leaveDialog = new Overlay<{ room: Room; act: () => void }>();
