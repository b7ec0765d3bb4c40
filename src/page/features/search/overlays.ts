import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';
import type { Hits } from './search.ts';

/** Searches a room. `from`: where its reader was in it, and comes back to. */
export const searchDialog = new Overlay<{ room: Room; from?: Hits | undefined }>({ needsRoom: true });
