/** The list of members who are present. */

import { useComputed } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CoreClient } from '../../../client/index.ts';
import { followMembers } from '../../../client/questions/member-refresh.ts';
import { listMembers } from '../../../client/questions/questions.ts';
import type { Person } from '../../../protocol/members.ts';
import { isModerating } from '../../../protocol/roles.ts';
import { rankOf } from '../../state/authority.ts';
import { shownName } from '../../state/member-appearance.ts';
import { muted } from '../../state/muted.ts';
import type { Room } from '../../state/room.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { MoreIcon as Icon } from '../../ui/more-icon.tsx';
import { Face, Name } from '../../ui/person.tsx';
import { popupAnchorOf } from '../../ui/popup-anchor.ts';
import { common } from '../../words/common.first.ts';
import { OwnName } from '../identity/own-name.tsx';
import { personMenu } from './overlays.ts';
import { words } from './words.ts';

/** The number of members added by each click on "more". A list of thousands is of little use and slow. */
const PAGE = 200;

interface ListProps {
  room: Room;
  /** Whether the reader's own name can be changed in the list, because there is no side bar for it. */
  editable?: boolean;
  /** Called when a member was chosen. */
  onChosen?: () => void;
}

export function MemberList({ room, editable = false, onChosen }: ListProps) {
  // Reads only the state that the list shows, so that it doesn't render for every message.
  const { value: members } = useComputed(() => room.state.value?.members);
  const { value: count } = useComputed(() => room.state.value?.count ?? 0);
  const { value: self } = useComputed(() => room.state.value?.self);
  const { value: client } = room.client;
  const [shown, setShown] = useState(PAGE);
  const { value: texts } = words;
  // Sorted again only when somebody joins or leaves, not with every message.
  const people = useMemo(() => [...(members?.values() ?? [])].sort(byRoleAndName), [members]);
  useEffect(() => client && followWhileSeen(client, shown), [client, shown]);
  const rest = count - Math.min(shown, people.length);
  const showMore = async (): Promise<void> => {
    if (client) await listMembers(client, shown + PAGE);
    setShown(shown + PAGE);
  };
  const manage = (id: string, opener: Element): void => {
    const at = popupAnchorOf(opener);
    onChosen?.();
    personMenu.open({ key: id, room, id, at });
  };
  return (
    <>
      <ul class="member-list" aria-label={texts.members}>
        {people.slice(0, shown).map((person) => (
          <MemberEntry
            key={person.id}
            person={person}
            isSelf={person.id === self?.id}
            editable={editable}
            manage={(opener) => manage(person.id, opener)}
          />
        ))}
      </ul>
      {rest > 0 && people.length > 0 && (
        <button type="button" class="rest" onClick={showMore}>
          {texts.notListed(rest)}
        </button>
      )}
    </>
  );
}

interface EntryProps {
  person: Person;
  isSelf: boolean;
  editable: boolean;
  /** Opens the menu about the member. */
  manage: (opener: Element) => void;
}

function MemberEntry({ person: { id, name, role }, isSelf, editable, manage }: EntryProps) {
  const { value: texts } = words;
  const { value: commonTexts } = common;
  const isRenamed = isSelf && editable;
  const hasMenu = !isSelf || isModerating(role);
  const marks = [isSelf ? commonTexts.you : '', commonTexts.roles[role], muted.value.has(id) ? texts.mutedMark : ''];
  return (
    <li title={id}>
      <Face id={id} name={name} small />
      {isRenamed && <OwnName shown={name} />}
      {!isRenamed && !hasMenu && (
        <span class="who">
          <Name name={name} told />
        </span>
      )}
      {!isRenamed && hasMenu && (
        <button
          type="button"
          class="person"
          aria-haspopup="dialog"
          title={texts.manage(shownName(name))}
          onClick={({ currentTarget }) => manage(currentTarget)}
        >
          <Name name={name} told />
        </button>
      )}
      {/* A click on the name changes it, so the menu needs a button of its own. */}
      {isRenamed && hasMenu && (
        <button
          type="button"
          class="tool"
          aria-haspopup="dialog"
          aria-label={texts.manage(shownName(name))}
          title={texts.manage(shownName(name))}
          onClick={({ currentTarget }) => manage(currentTarget)}
        >
          <Icon name="more" />
        </button>
      )}
      <small>{marks.filter(Boolean).join(' · ')}</small>
    </li>
  );
}

/** Keeps the list up to date while the tab is visible. A large room is asked for it repeatedly. */
function followWhileSeen(client: CoreClient, shown: number): () => void {
  let end: (() => void) | undefined;
  const follow = (): void => {
    end?.();
    end = document.visibilityState === 'visible' ? followMembers(client, shown) : undefined;
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    end?.();
  };
}

/** The member list in a dialog. */
export function MembersDialog({ label, room, onClose }: { label: string; room: Room; onClose: () => void }) {
  return (
    <Dialog label={label} onClose={onClose}>
      <MemberList room={room} editable onChosen={onClose} />
    </Dialog>
  );
}

const collator = new Intl.Collator();

function byRoleAndName(a: Person, b: Person): number {
  return shownRank(b) - shownRank(a) || collator.compare(a.name, b.name);
}

/** Members and guests are listed together. */
function shownRank(person: Person): number {
  return isModerating(person.role) ? rankOf(person) : 0;
}
