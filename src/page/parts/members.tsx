/** Who is here: beside the messages where there is room for it, else in a dialog. */

import { signal, useComputed } from '@preact/signals';
import { useMemo, useState } from 'preact/hooks';
import type { Person, Role } from '../../protocol/frames.ts';
import { muted } from '../state/muted.ts';
import type { Room } from '../state/room.ts';
import { store } from '../state/store.ts';
import { words } from '../words/index.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';
import { overlay, spotOf } from './overlay.ts';
import { OwnName } from './own-name.tsx';
import { Face, Name } from './person.tsx';

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
      aria-label={words.value.showMembers(count)}
      aria-expanded={isWide.value ? asideShown.value : dialogShown.value}
      onClick={toggle}
    >
      <Icon name="people" />
      <span aria-hidden="true">{count}</span>
    </button>
  );
}

export function Members({ room }: { room: Room }) {
  const { value: say } = words;
  const { value: count } = useComputed(() => room.state.value?.count ?? 0);
  if (isWide.value && asideShown.value)
    return (
      <aside class="people" aria-label={say.members}>
        <h2>
          {say.hereNow} · {count}
        </h2>
        <MemberList room={room} />
      </aside>
    );
  if (!isWide.value && dialogShown.value)
    return (
      <Dialog label={`${say.hereNow} · ${count}`} onClose={closeDialog}>
        <MemberList room={room} editable />
      </Dialog>
    );
  return null;
}

/** Members that are added with each click on "more": a list of thousands helps nobody, and costs. */
const PAGE = 200;

/** `editable`: one's own name can be changed in it, where there is no side bar to do so. */
function MemberList({ room, editable = false }: { room: Room; editable?: boolean }) {
  // Of the state only what concerns the list: it must not render with every message.
  const { value: members } = useComputed(() => room.state.value?.members);
  const { value: count } = useComputed(() => room.state.value?.count ?? 0);
  const { value: self } = useComputed(() => room.state.value?.self);
  const [shown, setShown] = useState(PAGE);
  const { value: say } = words;
  // Sorted anew only when somebody came or went, not with every message.
  const people = useMemo(() => [...(members?.values() ?? [])].sort(byRoleAndName), [members]);
  const rest = count - Math.min(shown, people.length);
  const showMore = async (): Promise<void> => {
    await room.client.peek()?.who();
    setShown(shown + PAGE);
  };
  return (
    <>
      <ul class="member-list" aria-label={say.members}>
        {people.slice(0, shown).map(({ id, name, role }) => (
          <li key={id} title={id}>
            <Face id={id} name={name} small />
            {id === self?.id && editable && <OwnName shown={name} />}
            {id === self?.id && !editable && !isOfRank(role) && <Name name={name} />}
            {(id !== self?.id || (!editable && isOfRank(role))) && (
              <button
                type="button"
                class="person"
                aria-haspopup="dialog"
                title={say.manage(name)}
                onClick={({ currentTarget }) => {
                  const at = spotOf(currentTarget);
                  closeDialog();
                  overlay.value = { kind: 'person', room, id, at };
                }}
              >
                <Name name={name} />
              </button>
            )}
            <small>
              {[id === self?.id ? say.you : '', say.roles[role], muted.value.has(id) ? say.mutedMark : '']
                .filter(Boolean)
                .join(' · ')}
            </small>
          </li>
        ))}
      </ul>
      {rest > 0 && people.length > 0 && (
        <button type="button" class="rest" onClick={showMore}>
          {say.notListed(rest)}
        </button>
      )}
    </>
  );
}

/** Whether there is something to step down from. */
function isOfRank(role: Role): boolean {
  return role === 'owner' || role === 'moderator';
}

const RANK = { owner: 0, moderator: 1, member: 2, guest: 2 };

const collator = new Intl.Collator();

function byRoleAndName(a: Person, b: Person): number {
  return RANK[a.role] - RANK[b.role] || collator.compare(a.name, b.name);
}
