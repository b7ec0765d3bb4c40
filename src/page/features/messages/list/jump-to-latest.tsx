/** The button that goes to the newest message and shows how many are unread. */

import type { ReadonlySignal } from '@preact/signals';
import type { Room } from '../../../state/room.ts';
import { unreadLabel } from '../../../state/unread.ts';
import { Icon } from '../../../ui/icon.tsx';
import { words } from '../words.ts';

interface JumpProps {
  room: Room;
  pinned: ReadonlySignal<boolean>;
  jump: () => void;
}

export function JumpToLatest({ room, pinned, jump }: JumpProps) {
  if (pinned.value) return null;
  const label = unreadLabel(room.unread.value);
  const { value: texts } = words;
  return (
    <button type="button" class="jump" onClick={jump} aria-label={label ? undefined : texts.toLatest}>
      <Icon name="down" />
      {label && texts.newBelow(label)}
    </button>
  );
}
