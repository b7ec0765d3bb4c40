/**
 * The line under the list that says who is typing. It isn't a live region, because it changes too often to be read
 * aloud.
 */

import { useComputed } from '@preact/signals';
import { shownName } from '../../state/member-appearance.ts';
import { muted } from '../../state/muted.ts';
import type { Room } from '../../state/room.ts';
import { words } from './words.ts';

export function TypingLine({ room }: { room: Room }) {
  const { value: typing } = useComputed(() => room.state.value?.typing);
  const names = [...(typing ?? [])].filter(([id]) => !muted.value.has(id)).map(([, { name }]) => shownName(name));
  return (
    <p class="typing" aria-live="off" dir="auto">
      {names.length > 0 && words.value.typing(names)}
    </p>
  );
}
