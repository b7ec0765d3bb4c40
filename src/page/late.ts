/** All that is fetched after the first messages: what one does with them, who is here, how to write better. See state/late.ts. */

import { roomPath } from '../protocol/room-path.ts';
import { startTellingOfFiles } from './features/composer/file-notice.ts';
import { keepEdits } from './features/composer/persisted-edits.ts';
import { keepCopies } from './features/connection/copies.ts';
import { startRenewing } from './features/connection/renewal.ts';
import { lookForUnkept } from './features/connection/unkept.ts';
import { obeyWorker, startWorker } from './features/connection/worker.ts';
import { followMuted } from './features/members/mute.ts';
import { followDays } from './features/messages/midnight.ts';
import { followPrinting } from './features/messages/print.ts';
import { shownLog } from './features/messages/shown.ts';
import { startTabOrder } from './features/messages/tab-order.ts';
import { startTellingRefusals } from './features/moderation/refusals.ts';
import { startNotifying } from './features/notifications/notify.ts';
import { keepAsleep } from './features/rooms/asleep.ts';
import { neighbour, someLive } from './shell/all-rooms.ts';
import { closeWhenOut } from './shell/close-outside.ts';
import { startShortcuts } from './shell/shortcuts.ts';
import { startTitle } from './shell/title.ts';
import { isOut } from './state/outside.ts';
import { overlay } from './state/overlay.ts';
import { followTabs } from './state/room-list.ts';
import { currentRoom } from './state/rooms.ts';
import { go } from './state/route.ts';
import { keepFocus } from './ui/focus.ts';

export { RoomAnnouncer } from './features/announcer/announcer.tsx';
export { runCommand } from './features/commands/run-command.ts';
export { Completion } from './features/composer/completion.tsx';
export { ComposerNotice } from './features/composer/composer-notice.tsx';
export { received } from './features/composer/file-notice.ts';
export { onMarkKey } from './features/composer/format-keys.ts';
export { typeOver } from './features/composer/insert-text.ts';
export { TypingLine } from './features/composer/typing-line.tsx';
export { guardUndo } from './features/composer/undo-guard.ts';
export { editWords, WritingBar } from './features/composer/writing-bar.tsx';
export { BannerText } from './features/connection/banner-text.tsx';
export { PageNews } from './features/connection/page-news.tsx';
export { NamingLine } from './features/identity/naming-line.tsx';
export { LockMark } from './features/lock/lock-mark.tsx';
export { alikeTo } from './features/members/alike.ts';
export { Members, MembersButton } from './features/members/members.tsx';
export { namesOf } from './features/members/names.ts';
export { askForReaction, editLast, leaveWriting, saveEdit, toggleReaction } from './features/messages/actions.ts';
export { attend } from './features/messages/attend.ts';
export { CodeTools } from './features/messages/code-tools.tsx';
export { ChangeFailure, Failure, Waiting } from './features/messages/failure.tsx';
export { findMessage } from './features/messages/find.ts';
export { Glide } from './features/messages/glide.ts';
export { Hushed } from './features/messages/hushed.tsx';
export { JumpToLatest } from './features/messages/jump.tsx';
export { Notices } from './features/messages/notices.tsx';
export { focusMessage, reach } from './features/messages/reach.ts';
export { onListKey } from './features/messages/row-keys.ts';
export { toldOf } from './features/messages/told.ts';
export { Tools } from './features/messages/tools.tsx';
export { onTap } from './features/messages/touch.ts';
export { Home } from './features/rooms/home.tsx';
export { RoomTools } from './features/rooms/room-tools.tsx';
export { Overlays } from './shell/lazy-overlay.tsx';
export { Sidebar } from './shell/sidebar.tsx';
export { more } from './words/more.ts';
export { reason, sentence } from './words/reason.ts';
export { endTime } from './words/short-format.ts';

/** Starts what works unseen. */
export function startUnseen(): void {
  followTabs();
  startTitle();
  followMuted();
  keepAsleep();
  startTellingRefusals();
  startTellingOfFiles();
  startNotifying();
  startTabOrder();
  keepFocus();
  followDays();
  followPrinting();
  closeWhenOut();
  keepCopies();
  keepEdits();
  startRenewing();
  lookForUnkept();
  obeyWorker();
  startWorker(someLive);
  startShortcuts({
    neighbour,
    open: ({ name }) => go(roomPath(name)),
    toLatest: () => shownLog.value?.toEnd({ smooth: true }),
    search: () => {
      const room = currentRoom.peek();
      if (room && !isOut(room)) overlay.value = { kind: 'search', room };
    },
    choose: () => {
      overlay.value = { kind: 'switch' };
    },
    help: () => {
      overlay.value = { kind: 'help' };
    },
  });
}
