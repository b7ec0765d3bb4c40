/** The mark of a locked room, with what the lock means for the reader. */

import { useComputed } from '@preact/signals';
import { may } from '../../state/authority.ts';
import type { Room } from '../../state/room.ts';
import { isOut } from '../../state/room-access.ts';
import { keyOf } from '../../state/room-keys.ts';
import { MoreIcon } from '../../ui/more-icon.tsx';
import { words } from './words.ts';

export function LockMark({ room }: { room: Room }) {
  const isLocked = useComputed(() => room.state.value?.settings.locked).value;
  const needsKey = useComputed(() => !isOut(room) && !may(room, 'enter')).value;
  if (!isLocked) return null;
  const means = words.value.locked[needsKey && keyOf(room.name) === undefined ? 'me' : 'others'];
  return (
    <span class="lock" title={means}>
      <MoreIcon name="lock" />
      <span class="sr">{means}</span>
    </span>
  );
}
