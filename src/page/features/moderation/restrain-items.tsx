/** The moderation items of a menu, for members who are present and for authors who have left. */

import type { Person } from '../../../protocol/members.ts';
import { mayRestrain } from '../../state/authority.ts';
import { shownName } from '../../state/member-appearance.ts';
import type { Room } from '../../state/room.ts';
import { isOut } from '../../state/room-access.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Item } from '../../ui/menu-item.tsx';
import { moderate } from './moderation.ts';
import { restrainDialog } from './overlays.ts';
import { words } from './words.ts';

interface RestrainItemsProps {
  room: Room;
  person: Person;
  isSilenced: boolean;
}

export function RestrainItems({ room, person, isSilenced }: RestrainItemsProps) {
  const { value: texts } = words;
  const { id } = person;
  const name = shownName(person.name);
  const { self, members } = room.state.value ?? {};
  if (isOut(room)) return null;
  const ask = (action: 'kick' | 'mute' | 'ban') => () => restrainDialog.open({ room, id, action });
  return (
    <>
      {mayRestrain(self, 'mute', person) && (
        <Item icon="hush" label={texts.restrain.mute.title(name)} act={ask('mute')} />
      )}
      {isSilenced && mayRestrain(self, 'unmute', person) && (
        <Item
          icon="smile"
          label={texts.unsilence}
          act={() => {
            closeOverlay();
            moderate(room, { action: 'unmute', who: id });
          }}
        />
      )}
      {members?.has(id) && mayRestrain(self, 'kick', person) && (
        <Item icon="out" label={texts.restrain.kick.title(name)} act={ask('kick')} danger />
      )}
      {mayRestrain(self, 'ban', person) && (
        <Item icon="ban" label={texts.restrain.ban.title(name)} act={ask('ban')} danger />
      )}
    </>
  );
}
