import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';
import type { PopupAnchor } from '../../ui/popup-anchor.ts';

/** The menu of a member, with actions for everybody and for moderators. It must be keyed by the member. */
export const personMenu = new Overlay<{ room: Room; id: string; at: PopupAnchor }>({ needsRoom: true });
