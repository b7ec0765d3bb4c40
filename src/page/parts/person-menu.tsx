/** All that can be done with a member: for oneself, and what moderators do. */

import { useEffect, useState } from 'preact/hooks';
import type { GivenRole } from '../../protocol/frames.ts';
import { givable, isModerator, mayRestrain } from '../state/authority.ts';
import { moderate, restrictedIn } from '../state/moderation.ts';
import { setMuted } from '../state/mute.ts';
import { muted } from '../state/muted.ts';
import { closeOverlay, overlay, type Spot } from '../state/overlay.ts';
import { isKnownSilenced } from '../state/restraint.ts';
import type { Room } from '../state/room.ts';
import { more } from '../words/more.ts';
import { Item, onMenuKey } from './menu-item.tsx';
import { Face, Name } from './person.tsx';
import { Popup } from './popup.tsx';

export function PersonMenu({ room, id, at }: { room: Room; id: string; at: Spot }) {
  const { value: also } = more;
  const { self, members } = room.state.value ?? {};
  const person = members?.get(id);
  const isMuted = muted.value.has(id);
  const isSilenced = useSilenced(room, id);
  const isGone = person === undefined;
  useEffect(() => {
    // Else it would open again when they come back.
    if (isGone) closeOverlay();
  }, [isGone]);
  if (!person) return null;
  const ask = (action: 'kick' | 'mute' | 'ban') => () => {
    overlay.value = { kind: 'restrain', room, id, action };
  };
  const give = (role: GivenRole) => () => {
    closeOverlay();
    moderate(room, { action: 'role', who: id, role });
  };
  return (
    <Popup label={also.personMenu(person.name)} at={at} onClose={closeOverlay} kind="menu">
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
            label={isMuted ? also.unmutePerson(person.name) : also.mutePerson(person.name)}
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
            label={id === self?.id ? also.stepDown[role] : also.giveRole[role]}
            act={give(role)}
          />
        ))}
        {mayRestrain(self, person) && (
          <>
            <Item icon="hush" label={also.restrain.mute.title(person.name)} act={ask('mute')} />
            {isSilenced && (
              <Item
                icon="smile"
                label={also.unsilence}
                act={() => {
                  closeOverlay();
                  moderate(room, { action: 'unmute', who: id });
                }}
              />
            )}
            <Item icon="out" label={also.restrain.kick.title(person.name)} act={ask('kick')} danger />
            <Item icon="ban" label={also.restrain.ban.title(person.name)} act={ask('ban')} danger />
          </>
        )}
      </ul>
    </Popup>
  );
}

/** Whether somebody is silenced: what this session saw, and to moderators the room tells all. */
function useSilenced(room: Room, id: string): boolean {
  const [told, setTold] = useState<boolean>();
  const mayAsk = isModerator(room);
  useEffect(() => {
    if (mayAsk) restrictedIn(room).then((all) => setTold(all?.mutes.some((mute) => mute.id === id)));
  }, [room, id, mayAsk]);
  return told ?? isKnownSilenced(room.state.value ?? { notices: [] }, id, Date.now());
}
