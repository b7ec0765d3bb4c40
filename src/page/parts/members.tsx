/** Who is here: beside the messages where there is room for it, else in a dialog. */

import { signal, useComputed } from '@preact/signals';
import type { Room } from '../state/room.ts';
import { store } from '../state/store.ts';
import { more as words } from '../words/more.ts';
import { MemberList, MembersDialog } from './member-list.tsx';
import { MoreIcon as Icon } from './more-icon.tsx';

/** Where the list stands beside the messages; the same width as in layout.css. */
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

export function MembersButton({ room }: { room: Room }) {
  const { value: count } = useComputed(() => room.state.value?.count ?? 0);
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
  const { value: say } = words;
  const { value: count } = useComputed(() => room.state.value?.count ?? 0);
  // Without a connection since the page was opened nobody knows.
  const label = count > 0 ? `${say.hereNow} · ${count}` : say.hereNow;
  if (isWide.value && asideShown.value)
    return (
      <aside class="people" aria-label={say.members}>
        <h2>{label}</h2>
        <MemberList room={room} />
      </aside>
    );
  if (!isWide.value && dialogShown.value) return <MembersDialog label={label} room={room} onClose={closeDialog} />;
  return null;
}
