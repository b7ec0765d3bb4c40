/** The room list of the side bar: unread counts, connection state, and a leave button. */

import { roomPath } from '../../../protocol/room-path.ts';
import type { Room } from '../../state/room.ts';
import { currentRoom, rooms } from '../../state/rooms.ts';
import { onLink } from '../../state/route.ts';
import { unreadLabel } from '../../state/unread.ts';
import { MoreIcon as Icon } from '../../ui/more-icon.tsx';
import { common } from '../../words/common.first.ts';
import { useHeldRooms } from './held-rooms.ts';
import { LeaveButton } from './leave-button.tsx';
import { signOf } from './room-status.ts';
import { words } from './words.ts';

export function RoomList() {
  const { shown, hold, release } = useHeldRooms(rooms.value);
  return (
    <ul class="room-list" aria-label={common.value.rooms} onPointerLeave={release}>
      {shown.map((room) =>
        rooms.value.includes(room) ? (
          <RoomEntry key={room.name} room={room} hold={hold} />
        ) : (
          <li key={room.name} class="gap" aria-hidden="true" />
        ),
      )}
    </ul>
  );
}

function RoomEntry({ room, hold }: { room: Room; hold: () => void }) {
  const isCurrent = currentRoom.value === room;
  return (
    <li class={room.unread.value.count > 0 ? 'has-unread' : ''}>
      <a href={roomPath(room.name)} aria-current={isCurrent ? 'page' : undefined} onClick={onLink} title={room.name}>
        <span class="room-name">
          <bdi>{room.name}</bdi>
        </span>
        <RoomLink room={room} />
        <Counts room={room} />
      </a>
      <LeaveButton room={room} hold={hold} />
    </li>
  );
}

/** The number of unread messages, and of those that mention the reader. */
export function Counts({ room }: { room: Room }) {
  const { value: texts } = words;
  const { calls } = room.unread.value;
  const label = unreadLabel(room.unread.value);
  return (
    <>
      {calls > 0 && (
        <span class="count called">
          <span aria-hidden="true">@{Math.min(calls, 99)}</span>
          <span class="sr">{texts.calledYou(calls)}</span>
        </span>
      )}
      {label && (
        <span class="count">
          <span aria-hidden="true">{label}</span>
          <span class="sr">{common.value.unread(label)}</span>
        </span>
      )}
    </>
  );
}

/** An icon on rooms that are asleep or not connected. */
export function RoomLink({ room }: { room: Room }) {
  const sign = signOf(room, Date.now());
  return (
    sign && (
      <span class="room-link" title={sign.text}>
        <Icon name={sign.icon} />
        <span class="sr">{sign.text}</span>
      </span>
    )
  );
}
