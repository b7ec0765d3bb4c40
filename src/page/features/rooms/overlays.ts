import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';
import type { Spot } from '../../ui/spot.ts';

/** What can be done with a room. */
export const roomMenu = new Overlay<{ room: Room; at: Spot }>();

/** From room to room. */
export const switchDialog = new Overlay();

/** All of the topic. */
export const topicDialog = new Overlay<{ room: Room }>();

/** Confirms leaving a room with unsent text. `act` leaves the room. */
export const leaveDialog = new Overlay<{ room: Room; act: () => void }>();
