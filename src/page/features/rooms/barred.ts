/** Refuses what the reader can't do outside a room. */

import type { Room } from '../../state/room.ts';
import { isOut } from '../../state/room-access.ts';
import { toast } from '../../ui/toast.ts';
import { common } from '../../words/common.first.ts';
import { standingOf } from './room-status.ts';

/** Whether the reader is outside the room. If so, they are told that nothing can be done. */
export function isBarred(room: Room): boolean {
  if (isOut(room)) toast(standingOf(room.state.peek()?.link) ?? common.value.needsConnection);
  return isOut(room);
}
