/** The rooms that were opened here: each with what is unread, its connection, and a way out. */

import { isTouch } from '../state/keys.ts';
import { askToLeave } from '../state/leaving.ts';
import type { Room } from '../state/room.ts';
import { currentRoom, leave, rooms } from '../state/rooms.ts';
import { onLink, roomPath } from '../state/route.ts';
import { unreadLabel } from '../state/unread.ts';
import { more as words } from '../words/more.ts';
import { stateOf } from './ended.tsx';
import { MoreIcon as Icon } from './more-icon.tsx';

export function RoomList() {
  return (
    <ul class="room-list" aria-label={words.value.rooms}>
      {rooms.value.map((room) => (
        <RoomEntry key={room.name} room={room} />
      ))}
    </ul>
  );
}

/**
 * Gives focus to what stays when an entry goes, or it would fall back to the top of the page. To a link rather than
 * to the next way out: a key held down must not leave one room after the other.
 */
function focusBeside(entry: Element | null): void {
  const beside = (entry?.nextElementSibling ?? entry?.previousElementSibling)?.querySelector('a');
  // On a touch screen focus in a field would raise the keyboard.
  const other = document.querySelector<HTMLElement>(isTouch() ? '.join-link' : '.join-link, #room-name');
  (beside ?? other)?.focus({ preventScroll: true });
}

function RoomEntry({ room }: { room: Room }) {
  const { value: say } = words;
  const label = unreadLabel(room.unread.value);
  const { calls } = room.unread.value;
  const isCurrent = currentRoom.value === room;
  return (
    <li class={label ? 'has-unread' : ''}>
      <a href={roomPath(room.name)} aria-current={isCurrent ? 'page' : undefined} onClick={onLink}>
        <span class="room-name">
          <bdi>{room.name}</bdi>
        </span>
        <RoomLink room={room} />
        {calls > 0 && (
          <span class="count called">
            <span aria-hidden="true">@{Math.min(calls, 99)}</span>
            <span class="sr">{say.calledYou(calls)}</span>
          </span>
        )}
        {label && (
          <span class="count">
            <span aria-hidden="true">{label}</span>
            <span class="sr">{say.unread(label)}</span>
          </span>
        )}
      </a>
      <button
        type="button"
        class="leave"
        aria-label={say.leaveRoom(room.name)}
        onClick={({ currentTarget }) => {
          const entry = currentTarget.closest('li');
          askToLeave(room, () => {
            focusBeside(entry);
            leave(room);
          });
        }}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

/** A sign at rooms that nothing comes from. */
function RoomLink({ room }: { room: Room }) {
  const { value: say } = words;
  const isAsleep = room.client.value === undefined && room.isAsleep(Date.now());
  const link = room.state.value?.link;
  const status = link?.status;
  if (!isAsleep && status !== 'waiting' && status !== 'stopped') return null;
  const text = isAsleep ? say.asleep : (stateOf(link) ?? say.notLive);
  return (
    <span class="room-link" title={text}>
      <Icon name={isAsleep ? 'moon' : status === 'stopped' ? 'lock' : 'cut'} />
      <span class="sr">{text}</span>
    </span>
  );
}
