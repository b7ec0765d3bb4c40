import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';
import type { Spot } from '../../ui/spot.ts';

/** Picks an emoji to react with. */
export const reactionPopup = new Overlay<{ room: Room; seq: number; at: Spot }>({ needsRoom: true });

/** Lists who reacted with which emoji. */
export const reactionsDialog = new Overlay<{ room: Room; seq: number }>();
