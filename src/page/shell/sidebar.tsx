/** The side bar: the rooms, the reader's name, and the preferences. */

import { useComputed } from '@preact/signals';
import type { Link } from '../../client/index.ts';
import { HelpButton } from '../features/commands/help-button.tsx';
import { OwnName } from '../features/identity/own-name.tsx';
import { Preferences } from '../features/preferences/preferences.tsx';
import { switchDialog } from '../features/rooms/overlays.ts';
import { RoomList } from '../features/rooms/room-list.tsx';
import { standingOf } from '../features/rooms/room-status.ts';
import { currentRoom } from '../state/rooms.ts';
import { onLink } from '../state/route.ts';
import { MoreIcon as Icon } from '../ui/more-icon.tsx';
import { Face } from '../ui/person.tsx';
import { common } from '../words/common.first.ts';
import { moreCommon } from '../words/common.ts';
import { words } from './words.ts';

export function Sidebar() {
  const { value: texts } = words;
  const { value: self } = useComputed(() => currentRoom.value?.state.value?.self);
  const { value: link } = useComputed(() => currentRoom.value?.state.value?.link);
  return (
    <>
      <a class="brand" href="/" onClick={onLink} title={common.value.home}>
        <i aria-hidden="true" />
        Parley
      </a>
      <RoomList />
      <button type="button" class="join-link" aria-haspopup="dialog" onClick={() => switchDialog.open({})}>
        <Icon name="plus" />
        <span>{texts.joinAnother}</span>
        <kbd>{/^(Mac|iP)/.test(navigator.platform) ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <div class="self">
        {self ? <Face id={self.id} name={self.name} /> : <span class="face" />}
        <div>
          <OwnName shown={self?.name} />
          <small class={link?.status === 'live' ? 'live' : ''}>{standingOf(link) ?? linkText(link)}</small>
        </div>
      </div>
      <Preferences>
        <HelpButton />
      </Preferences>
    </>
  );
}

function linkText(link: Link | undefined): string {
  const { value: texts } = words;
  switch (link?.status) {
    case 'live':
      return texts.connected;
    case 'waiting':
    case 'stopped':
      return moreCommon.value.offline;
    default:
      return texts.connecting;
  }
}
