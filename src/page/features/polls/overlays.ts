import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';
import type { PollDraft } from './asking.ts';

/** A new poll. `draft`: what of it is written already. */
export const pollDialog = new Overlay<{ room: Room; draft?: PollDraft }>({ needsRoom: true });
