import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';
import type { PopupAnchor } from '../../ui/popup-anchor.ts';

/** Picks an emoji to react with. */
export const reactionPopup = new Overlay<{ room: Room; seq: number; at: PopupAnchor }>({ needsRoom: true });

/** Lists who reacted with which emoji. */
export const reactionsDialog = new Overlay<{ room: Room; seq: number }>();
