import { inviteLink } from '../../../client/identity/invite.ts';
import { keyOf } from '../../state/room-keys.ts';

/** The link with which others can join, even if the room is locked. */
export function inviteTo(room: string, isLocked: boolean): string {
  return inviteLink({ url: location.origin, room, key: isLocked ? keyOf(room) : undefined });
}
