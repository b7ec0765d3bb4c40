import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';
import type { Spot } from '../../ui/spot.ts';

/** What can be done with a member: by everybody for themselves, and by moderators. To be keyed by the member. */
export const personMenu = new Overlay<{ room: Room; id: string; at: Spot }>({ needsRoom: true });
