import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';

/** Asks for the passphrase of a locked room. */
export const unlockDialog = new Overlay<{ room: Room }>();
