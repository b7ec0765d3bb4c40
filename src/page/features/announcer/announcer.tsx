/** The hidden live region that announces new messages of the open room. The message list itself is not live. */

import { useEffect, useMemo } from 'preact/hooks';
import type { Message } from '../../../client/index.ts';
import { isSeen, onSight } from '../../state/attention.ts';
import { isOwn } from '../../state/is-own.ts';
import { shownName } from '../../state/member-appearance.ts';
import { muted } from '../../state/muted.ts';
import type { Room } from '../../state/room.ts';
import { deedOf } from '../../text/slash.ts';
import { common } from '../../words/common.first.ts';
import { plainTextOf } from '../messages/tools/item-kinds.ts';
import { AnnouncementQueue } from './announcement-queue.ts';

export function RoomAnnouncer({ room }: { room: Room }) {
  const announcer = useMemo(() => new AnnouncementQueue(), []);
  useEffect(() => {
    let told: number | undefined;
    const tell = (): void => {
      const state = room.state.peek();
      if (state?.link.status !== 'live') return;
      // Messages that were there when the room opened are read in the list.
      told ??= state.head;
      // Messages that arrive while the page is out of sight are announced when the reader comes back.
      if (!isSeen()) return;
      const fresh = state.messages.slice(state.messages.findLastIndex(({ seq }) => seq <= (told ?? 0)) + 1);
      for (const message of fresh) {
        const { fromId, gone } = message;
        if (!isOwn(message, state.self) && !gone && !muted.peek().has(fromId)) announcer.say(spoken(message));
      }
      told = Math.max(told, state.head);
    };
    const stops = [room.state.subscribe(tell), onSight(tell)];
    return () => {
      for (const stop of stops) stop();
      announcer.clear();
    };
  }, [room, announcer]);
  return (
    <div class="sr" role="log">
      {announcer.lines.value.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  );
}

/** The spoken form of a message: "Ana: hello", or "Ana waves". */
function spoken(message: Message): string {
  const { from, data } = message;
  return `${shownName(from)}${deedOf(data) === undefined ? ':' : ''} ${plainTextOf(message, common.peek().spoiler)}`;
}
