import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';
import type { Hits } from './search.ts';

/** Searches a room. `from`: the reader's place in an earlier search, to return to. */
export const searchDialog = new Overlay<{ room: Room; from?: Hits | undefined }>({ needsRoom: true });
