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
import { said } from '../ui/toast.ts';
import { common } from '../words/common.first.ts';
import { RoomHeader } from './header.tsx';
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
