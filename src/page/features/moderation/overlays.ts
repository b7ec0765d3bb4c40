import type { Room } from '../../state/room.ts';
import { Overlay } from '../../ui/overlay.ts';

/** Confirms a moderation action on a member. */
export const restrainDialog = new Overlay<{ room: Room; id: string; action: 'kick' | 'mute' | 'ban' }>({
  needsRoom: true,
});

/** The settings of a room. `isBack`: the reader came back from the moderation log. */
export const settingsDialog = new Overlay<{ room: Room; isBack?: boolean }>({ needsRoom: true });

/** The moderation log of a room. */
export const auditDialog = new Overlay<{ room: Room }>({ needsRoom: true });
