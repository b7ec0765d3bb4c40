/** The room menu, for actions that don't fit into the header. */

import { may } from '../../state/authority.ts';
import type { Room } from '../../state/room.ts';
import { isOut } from '../../state/room-access.ts';
import { limitMarks } from '../../text/combining-marks.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Item, onMenuKey } from '../../ui/menu-item.tsx';
import { Popup } from '../../ui/popup.tsx';
import type { PopupAnchor } from '../../ui/popup-anchor.ts';
import { moreCommon } from '../../words/common.ts';
import { helpDialog } from '../commands/overlays.ts';
import { settingsDialog } from '../moderation/overlays.ts';
import { levelOf } from '../notifications/level.ts';
import { notifyDialog } from '../notifications/overlays.ts';
import { pollDialog } from '../polls/overlays.ts';
import { shareDialog } from '../sharing/overlays.ts';
import { askToLeave } from './leaving.ts';
import { roomMenu, switchDialog } from './overlays.ts';
import { notificationsOf } from './room-tools.tsx';
import { words } from './words.ts';

function RoomMenu({ room, at }: { room: Room; at: PopupAnchor }) {
  const { value: texts } = words;
  const topic = room.state.value?.settings.topic;
  return (
    <Popup label={texts.roomMenu} at={at} onClose={closeOverlay} kind="menu">
      <div class="menu-head">
        <p>
          <span class="hash" aria-hidden="true">
            #
          </span>
          <bdi>{room.name}</bdi>
          {topic && <small dir="auto">{limitMarks(topic)}</small>}
        </p>
      </div>
      <ul class="menu-items" onKeyDown={onMenuKey}>
        {!isOut(room) && <Item icon="poll" label={texts.newPoll} act={() => pollDialog.open({ room })} />}
        <Item icon="share" label={texts.share} act={() => shareDialog.open({ room })} />
        {!isOut(room) && (
          <Item
            icon={levelOf(room.name) === 'none' ? 'bellOff' : 'bell'}
            label={notificationsOf(room)}
            act={() => notifyDialog.open({ room })}
          />
        )}
        {may(room, 'topic') && (
          <Item icon="gear" label={texts.roomSettings} act={() => settingsDialog.open({ room })} />
        )}
        <Item icon="search" label={texts.switchTitle} act={() => switchDialog.open({})} />
        <Item icon="help" label={moreCommon.value.helpTitle} act={() => helpDialog.open({})} />
        <Item
          icon="out"
          label={texts.leaveRoom(room.name)}
          act={() => {
            closeOverlay();
            askToLeave(room);
          }}
          danger
        />
      </ul>
    </Popup>
  );
}

roomMenu.view.value = RoomMenu;
