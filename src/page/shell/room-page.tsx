/**
 * The page of one room: header, messages and composer. They are keyed by the room, because their state belongs to it.
 */

import { useComputed } from '@preact/signals';
import { Composer } from '../features/composer/composer.tsx';
import { ConnectionBanner } from '../features/connection/banner.tsx';
import { isAskedForName } from '../features/identity/name-prompt.ts';
import { MessageList } from '../features/messages/list/message-list.tsx';
import { store } from '../state/local-storage.ts';
import type { Room } from '../state/room.ts';
import { isOut } from '../state/room-access.ts';
import { totalUnread } from '../state/rooms.ts';
import { onLink } from '../state/route.ts';
import { unreadLabel } from '../state/unread.ts';
import { limitMarks } from '../text/combining-marks.ts';
import { Icon } from '../ui/icon.tsx';
import { said } from '../ui/toast.ts';
import { withLate } from '../ui/with-late.ts';
import { common } from '../words/common.first.ts';
import { late } from './late-parts.ts';

export function RoomPage({ room }: { room: Room }) {
  const { value: parts } = late;
  const { value: isOutside } = useComputed(() => isOut(room));
  return (
    <div class="app">
      <nav class="sidebar" aria-label={common.value.rooms}>
        {parts && <parts.Sidebar />}
      </nav>
      <main class="room">
        <RoomHeader key={room.name} room={room} />
        <MessageList key={room.name} room={room} />
        <div class="foot">
          {/* Always in the document, because a live region must exist before its text changes. */}
          <p class="toast" role="status">
            {parts ? <parts.Said /> : said.value}
          </p>
          {parts && <parts.PageNews />}
          <ConnectionBanner key={room.name} room={room} />
          {parts ? <parts.TypingLine key={`${room.name} typing`} room={room} /> : <p class="typing" />}
          {isAskedForName.value &&
            !isOutside &&
            (parts ? <parts.NamingLine key={`${room.name} naming`} room={room} /> : <div class="restraint naming" />)}
          {parts && <parts.ComposerNotice key={`${room.name} notice`} room={room} />}
          {!isOutside && <Composer key={room.name} room={room} />}
        </div>
      </main>
      {isOutside ? null : parts ? (
        <parts.Members key={room.name} room={room} />
      ) : (
        store.get('members') !== 'hidden' && <div class="people" />
      )}
      {parts && <parts.RoomAnnouncer key={room.name} room={room} />}
    </div>
  );
}

function RoomHeader({ room }: { room: Room }) {
  const { value: parts } = late;
  const { value: topic } = useComputed(() => room.state.value?.settings.topic);
  const { value: isOutside } = useComputed(() => isOut(room));
  const showTopic = (): void => {
    withLate(late, ({ topicDialog }) => topicDialog.open({ room }));
  };
  return (
    <header class="bar">
      <Back room={room} />
      <div class="title">
        <h1 title={room.name}>
          <span class="hash" aria-hidden="true">
            #
          </span>
          <bdi>{room.name}</bdi>
        </h1>
        {parts && <parts.LockMark room={room} />}
        {topic && (
          <button type="button" class="topic" dir="auto" aria-haspopup="dialog" title={topic} onClick={showTopic}>
            {limitMarks(topic)}
          </button>
        )}
      </div>
      {parts ? (
        <>
          <parts.RoomTools room={room} />
          {!isOutside && <parts.MembersButton room={room} />}
        </>
      ) : (
        <>
          {/* As wide as the buttons that will replace them. */}
          <span class="tool" />
          <span class="tool on-wide" />
          <span class="tool on-wide" />
          <span class="tool members-toggle" />
        </>
      )}
    </header>
  );
}

/** On a phone, the button back to the room list, with the number of unread messages in other rooms. */
function Back({ room }: { room: Room }) {
  const { value: texts } = common;
  const { value: count } = useComputed(() => totalUnread.value - room.unread.value.count);
  const label = unreadLabel({ count, more: false });
  return (
    <a
      class="tool back"
      href="/"
      onClick={onLink}
      aria-label={label ? `${texts.home}, ${texts.unread(label)}` : texts.home}
    >
      <Icon name="back" />
      {label && <span class="count">{label}</span>}
    </a>
  );
}
