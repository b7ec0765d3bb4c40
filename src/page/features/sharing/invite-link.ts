import { inviteLink } from '../../../client/index.ts';
import { keyOf } from '../../state/room-keys.ts';

/** The link by which others come in, into a locked room too. */
export function inviteTo(room: string, isLocked: boolean): string {
  return inviteLink({ url: location.origin, room, key: isLocked ? keyOf(room) : undefined });
}
