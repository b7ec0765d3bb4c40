/** Takes back a message that was not stored: its text returns to the field, before anything typed since. */

import type { Outgoing } from '../../../client/index.ts';
import type { Room } from '../../state/room.ts';
import { isOut } from '../../state/room-access.ts';
import { asTyped } from '../messages/tools/item-kinds.ts';

/**
 * Whether `outgoing` was refused, temporarily or permanently, and there is a field to write in. Tracks the state of the
 * room.
 */
export function mayTakeBack(room: Room, { first, error, status }: Outgoing): boolean {
  return error !== undefined && (status === 'failed' || first !== undefined) && !isOut(room);
}

/** Returns the text of `outgoing` to the field. Does nothing if the room may have stored it by now. */
export function takeBack(room: Room, outgoing: Outgoing): void {
  if (!room.client.peek()?.discard(outgoing.id)) return;
  room.composition.putBefore(asTyped(outgoing), outgoing.re);
  document.querySelector<HTMLTextAreaElement>('.composer textarea')?.focus({ preventScroll: true });
}
