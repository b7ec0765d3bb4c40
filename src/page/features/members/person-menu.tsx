/** The menu of a member: actions for the reader, and moderation actions. */

import { useEffect } from 'preact/hooks';
import type { GivenRole } from '../../../protocol/roles.ts';
import { givable } from '../../state/authority.ts';
import { shownName } from '../../state/member-appearance.ts';
import { muted } from '../../state/muted.ts';
import type { Room } from '../../state/room.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Item, onMenuKey } from '../../ui/menu-item.tsx';
import { Face, Name } from '../../ui/person.tsx';
import { Popup } from '../../ui/popup.tsx';
import type { PopupAnchor } from '../../ui/popup-anchor.ts';
import { moreCommon } from '../../words/common.ts';
import { moderate } from '../moderation/moderation.ts';
import { RestrainItems } from '../moderation/restrain-items.tsx';
import { useSilenced } from '../moderation/use-member-silenced.ts';
import { setMuted } from './mute.ts';
import { personMenu } from './overlays.ts';
import { words } from './words.ts';

function PersonMenu({ room, id, at }: { room: Room; id: string; at: PopupAnchor }) {
  const { value: texts } = words;
  const { self, members } = room.state.value ?? {};
  const person = members?.get(id);
  const isMuted = muted.value.has(id);
  const isSilenced = useSilenced(room, id);
  const isGone = person === undefined;
  useEffect(() => {
    // Otherwise the menu would reopen when the member comes back.
    if (isGone) closeOverlay();
  }, [isGone]);
  if (!person) return null;
  const name = shownName(person.name);
  const give = (role: GivenRole) => () => {
    closeOverlay();
    moderate(room, { action: 'role', who: id, role });
  };
  return (
    <Popup label={texts.personMenu(name)} at={at} onClose={closeOverlay} kind="menu">
      <div class="menu-head">
        <Face id={id} name={person.name} small />
        <p>
          <Name name={person.name} told />
        </p>
      </div>
      <ul class="menu-items" onKeyDown={onMenuKey}>
        {id !== self?.id && (
          <Item
            icon={isMuted ? 'bell' : 'mute'}
            label={isMuted ? moreCommon.value.unmutePerson(name) : moreCommon.value.mutePerson(name)}
            act={() => {
              closeOverlay();
              setMuted(id, !isMuted);
            }}
          />
        )}
        {givable(self, person, isSilenced).map((role) => (
          <Item
            key={role}
            icon={role === 'member' ? 'down' : 'shield'}
            label={id === self?.id ? texts.stepDown[role] : texts.giveRole[role]}
            act={give(role)}
          />
        ))}
        <RestrainItems room={room} person={person} isSilenced={isSilenced} />
      </ul>
    </Popup>
  );
}

personMenu.view.value = PersonMenu;
