/** The room list of the home page: latest activity first, with the last message of each room. */

import type { Message } from '../../../client/index.ts';
import { roomPath } from '../../../protocol/room-path.ts';
import { isOwn } from '../../state/is-own.ts';
import { muted } from '../../state/muted.ts';
import type { Room } from '../../state/room.ts';
import { rooms } from '../../state/rooms.ts';
import { onLink } from '../../state/route.ts';
import { limitMarks } from '../../text/combining-marks.ts';
import { plainText } from '../../text/plain.ts';
import { Name } from '../../ui/person.tsx';
import { common } from '../../words/common.first.ts';
import { shortTime } from '../../words/short-format.ts';
import { alikeIn } from '../members/look-alike.ts';
import { useHeldRooms } from './held-rooms.ts';
import { LeaveButton } from './leave-button.tsx';
import { Counts, RoomLink } from './room-list.tsx';
import { words } from './words.ts';

/** Enough characters for the widest line. */
const SHOWN_CHARS = 200;

interface News {
  room: Room;
  last: Message | undefined;
}

export function NewsList() {
  const news = rooms.value.map((room) => ({ room, last: lastOf(room) }));
  const newest = news.sort(byNews);
  const { shown, hold, release } = useHeldRooms(newest.map(({ room }) => room));
  return (
    <ul class="room-list news" aria-label={common.value.rooms} onPointerLeave={release}>
      {shown.map((room) => {
        const entry = news.find((one) => one.room === room);
        if (!entry) return <li key={room.name} class="gap" aria-hidden="true" />;
        return (
          <li key={room.name} class={room.unread.value.count > 0 ? 'has-unread' : ''}>
            <Entry room={room} last={entry.last} />
            <LeaveButton room={room} hold={hold} />
          </li>
        );
      })}
    </ul>
  );
}

function Entry({ room, last }: News) {
  const { value: texts } = words;
  return (
    <a href={roomPath(room.name)} onClick={onLink} title={room.name}>
      <span class="room-name">
        <span class="hash" aria-hidden="true">
          #
        </span>
        <bdi>{room.name}</bdi>
      </span>
      <span class="when">
        <RoomLink room={room} />
        {last && <time dateTime={new Date(last.ts).toISOString()}>{shortTime(last.ts, Date.now())}</time>}
      </span>
      <span class="last">
        {last && (
          <>
            {isOwn(last, room.state.value?.self) ? common.value.you : <Author room={room} name={last.from} />}
            {texts.colon}
            <bdi>{lineOf(last.data)}</bdi>
          </>
        )}
      </span>
      <span class="marks">
        <Counts room={room} />
      </span>
    </a>
  );
}

/** The author of the line, with an explanation if the name has the suffix of a look-alike. */
function Author({ room, name }: { room: Room; name: string }) {
  const alike = alikeIn(room, name);
  return (
    <>
      <Name name={name} />
      {alike && <small class="alike"> {alike}</small>}
    </>
  );
}

/** The last message that the reader would see. */
function lastOf({ state }: Room): Message | undefined {
  return state.value?.messages.findLast(({ gone, fromId }) => !gone && !muted.value.has(fromId));
}

/**
 * Rooms with the newest messages come first. Rooms without known messages are ordered by when they were last opened.
 */
function byNews(a: News, b: News): number {
  return (b.last?.ts ?? 0) - (a.last?.ts ?? 0) || b.room.record.lookedMs - a.room.record.lookedMs;
}

function lineOf(text: string): string {
  return limitMarks(plainText(text, common.value.spoiler).slice(0, SHOWN_CHARS).replace(/\s+/gu, ' ').toWellFormed());
}
