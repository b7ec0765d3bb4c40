/** The header of a room: its name and topic, with its tools. On a phone, also the way back to the list of rooms. */

import { useComputed } from '@preact/signals';
import type { Room } from '../state/room.ts';
import { isOut } from '../state/room-access.ts';
import { totalUnread } from '../state/rooms.ts';
import { onLink } from '../state/route.ts';
import { unreadLabel } from '../state/unread.ts';
import { limitMarks } from '../text/combining-marks.ts';
import { Icon } from '../ui/icon.tsx';
import { withLate } from '../ui/with-late.ts';
import { common } from '../words/common.first.ts';
import { late } from './late-parts.ts';

export function RoomHeader({ room }: { room: Room }) {
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
