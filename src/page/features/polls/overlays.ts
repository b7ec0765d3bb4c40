import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';
import type { PollDraft } from './asking.ts';

/** A new poll. `draft`: the parts that have been written already. */
export const pollDialog = new Overlay<{ room: Room; draft?: PollDraft }>({ needsRoom: true });
