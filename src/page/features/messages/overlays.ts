import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';
import type { PopupAnchor } from '../../ui/popup-anchor.ts';

/** The menu with all actions on a message. It must be keyed by the message. */
export const messageMenu = new Overlay<{ room: Room; seq: number; at: PopupAnchor }>();

/** Confirms deleting a message for everyone. */
export const deleteDialog = new Overlay<{ room: Room; seq: number }>({ needsRoom: true });

/** The messages around a message that is too far up to scroll to. `back`: returns to where it was found. */
export const contextDialog = new Overlay<{ room: Room; seq: number; back?: (() => void) | undefined }>();
