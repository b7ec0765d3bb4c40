/** What can be done with a room, where its header has no place for all of it. */

import { may } from '../../state/authority.ts';
import { isOut } from '../../state/outside.ts';
import { type Overlay, overlay, type Spot } from '../../state/overlay.ts';
import type { Room } from '../../state/room.ts';
import { limitMarks } from '../../text/marks.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Item, onMenuKey } from '../../ui/menu-item.tsx';
import { Popup } from '../../ui/popup.tsx';
import { more } from '../../words/more.ts';
import { levelOf } from '../notifications/level.ts';
import { askToLeave } from './leaving.ts';
import { notificationsOf } from './room-tools.tsx';

export function RoomMenu({ room, at }: { room: Room; at: Spot }) {
  const { value: also } = more;
  const topic = room.state.value?.settings.topic;
  const show = (next: Overlay) => () => {
    overlay.value = next;
  };
  return (
    <Popup label={also.roomMenu} at={at} onClose={closeOverlay} kind="menu">
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
        <Item icon="share" label={also.share} act={show({ kind: 'share', room })} />
        {!isOut(room) && (
          <Item
            icon={levelOf(room.name) === 'none' ? 'bellOff' : 'bell'}
            label={notificationsOf(room)}
            act={show({ kind: 'notify', room })}
          />
        )}
        {may(room, 'topic') && <Item icon="gear" label={also.roomSettings} act={show({ kind: 'settings', room })} />}
        <Item icon="search" label={also.switchTitle} act={show({ kind: 'switch' })} />
        <Item icon="help" label={also.helpTitle} act={show({ kind: 'help' })} />
        <Item
          icon="out"
          label={also.leaveRoom(room.name)}
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
