/** The members panel: beside the messages on a wide screen, in a dialog otherwise. */

import { signal, useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { store } from '../../state/local-storage.ts';
import type { Room } from '../../state/room.ts';
import { MoreIcon as Icon } from '../../ui/more-icon.tsx';
import { MemberList, MembersDialog } from './member-list.tsx';
import { words } from './words.ts';

/** Where the list is shown beside the messages. The same width as in layout.css. */
const WIDE = matchMedia('(width >= 64rem)');
const isWide = signal(WIDE.matches);
WIDE.addEventListener('change', ({ matches }) => {
  isWide.value = matches;
});

const asideShown = signal(store.get('members') !== 'hidden');
const dialogShown = signal(false);

function toggle(): void {
  if (!isWide.value) {
    dialogShown.value = !dialogShown.value;
    return;
  }
  asideShown.value = !asideShown.value;
  store.set('members', asideShown.value ? undefined : 'hidden');
}

function closeDialog(): void {
  dialogShown.value = false;
}

/** The number of members present, as counted by the room. 0 without a connection, because it is unknown then. */
function countIn(room: Room): number {
  const { link, count = 0 } = room.state.value ?? {};
  const isCut = link?.status === 'waiting' || (link?.status === 'connecting' && link.attempt > 1);
  return isCut ? 0 : count;
}

export function MembersButton({ room }: { room: Room }) {
  const { value: count } = useComputed(() => countIn(room));
  return (
    <button
      type="button"
      class="tool members-toggle"
      aria-label={count > 0 ? words.value.showMembers(count) : words.value.members}
      aria-expanded={isWide.value ? asideShown.value : dialogShown.value}
      onClick={toggle}
    >
      <Icon name="people" />
      <span aria-hidden="true">{count > 0 ? count : ''}</span>
    </button>
  );
}

export function Members({ room }: { room: Room }) {
  const { value: texts } = words;
  const { value: count } = useComputed(() => countIn(room));
  // The dialog closes when the reader leaves the room, so that it isn't open on their return.
  useEffect(() => closeDialog, []);
  const label = count > 0 ? `${texts.hereNow} · ${count}` : texts.members;
  if (isWide.value && asideShown.value)
    return (
      <aside class="people" aria-label={texts.members}>
        <h2>{label}</h2>
        <MemberList room={room} />
      </aside>
    );
  if (!isWide.value && dialogShown.value) return <MembersDialog label={label} room={room} onClose={closeDialog} />;
  return null;
}
