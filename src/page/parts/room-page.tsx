/** One room: its header, its messages, and where to write. Its parts are keyed by it: what they compute is of one room. */

import { useComputed } from '@preact/signals';
import { Log } from '../list/log.tsx';
import { late } from '../state/late.ts';
import { isAskedForName } from '../state/nameless.ts';
import type { Room } from '../state/room.ts';
import { totalUnread } from '../state/rooms.ts';
import { onLink } from '../state/route.ts';
import { unreadLabel } from '../state/unread.ts';
import { limitMarks } from '../text/marks.ts';
import { words } from '../words/index.ts';
import { ConnectionBanner } from './banner.tsx';
import { Composer } from './composer.tsx';
import { Icon } from './icon.tsx';
import { Members, MembersButton } from './members.tsx';
import { RoomTools } from './room-tools.tsx';
import { Sidebar } from './sidebar.tsx';
import { Toast } from './toast.tsx';
import { TypingLine } from './typing-line.tsx';

export function RoomPage({ room }: { room: Room }) {
  const { value: parts } = late;
  return (
    <div class="app">
      <Sidebar />
      <main class="room">
        <RoomHeader key={room.name} room={room} />
        <Log key={room.name} room={room} />
        <div class="foot">
          <Toast />
          {parts && <parts.PageNews />}
          <ConnectionBanner key={room.name} room={room} />
          <TypingLine key={`${room.name} typing`} room={room} />
          {isAskedForName.value &&
            (parts ? <parts.NamingLine key={`${room.name} naming`} room={room} /> : <div class="restraint naming" />)}
          {parts && <parts.ComposerNotice key={`${room.name} notice`} room={room} />}
          <Composer key={room.name} room={room} />
        </div>
      </main>
      <Members key={room.name} room={room} />
      {parts && <parts.RoomAnnouncer key={room.name} room={room} />}
    </div>
  );
}

function RoomHeader({ room }: { room: Room }) {
  const { value: topic } = useComputed(() => room.state.value?.settings.topic);
  const { value: isLocked } = useComputed(() => room.state.value?.settings.locked);
  return (
    <header class="bar">
      <Back room={room} />
      <h1 title={room.name}>
        <span class="hash" aria-hidden="true">
          #
        </span>
        <bdi>{room.name}</bdi>
      </h1>
      {isLocked && (
        <span class="lock" title={words.value.locked}>
          <Icon name="lock" />
          <span class="sr">{words.value.locked}</span>
        </span>
      )}
      <p class="topic" dir="auto" title={topic}>
        {topic && limitMarks(topic)}
      </p>
      <RoomTools room={room} />
      <MembersButton room={room} />
    </header>
  );
}

/** On a phone: back to all rooms, with how much is unread in the others. */
function Back({ room }: { room: Room }) {
  const { value: say } = words;
  const { value: count } = useComputed(() => totalUnread.value - room.unread.value.count);
  const label = unreadLabel({ count, more: false });
  return (
    <a class="tool back" href="/" onClick={onLink} aria-label={label ? `${say.home}, ${say.unread(label)}` : say.home}>
      <Icon name="back" />
      {label && <span class="count">{label}</span>}
    </a>
  );
}
