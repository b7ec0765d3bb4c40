/** All that is fetched after the first messages: what one does with them, who is here, how to write better. See state/late.ts. */

import { roomPath } from '../protocol/room-path.ts';
import { followPrinting } from './list/print.ts';
import { shownLog } from './list/shown.ts';
import { startTabOrder } from './list/tab-order.ts';
import { startTellingOfFiles } from './parts/received.ts';
import { neighbour, someLive } from './state/among.ts';
import { keepAsleep } from './state/asleep.ts';
import { closeWhenOut } from './state/close-outside.ts';
import { keepCopies } from './state/copies.ts';
import { keepFocus } from './state/focus.ts';
import { keepEdits } from './state/kept-edits.ts';
import { followDays } from './state/midnight.ts';
import { followMuted } from './state/mute.ts';
import { startNotifying } from './state/notify.ts';
import { isOut } from './state/outside.ts';
import { overlay } from './state/overlay.ts';
import { startTellingRefusals } from './state/refused.ts';
import { startRenewing } from './state/renewal.ts';
import { followTabs } from './state/room-list.ts';
import { currentRoom } from './state/rooms.ts';
import { go } from './state/route.ts';
import { startShortcuts } from './state/shortcuts.ts';
import { startTitle } from './state/title.ts';
import { lookForUnkept } from './state/unkept.ts';
import { obeyWorker, startWorker } from './state/worker.ts';

export { attend } from './list/attend.ts';
export { ChangeFailure, Failure, Waiting } from './list/failure.tsx';
export { findMessage } from './list/find.ts';
export { Glide } from './list/glide.ts';
export { Hushed } from './list/hushed.tsx';
export { JumpToLatest } from './list/jump.tsx';
export { Notices } from './list/notices.tsx';
export { focusMessage, reach } from './list/reach.ts';
export { onListKey } from './list/row-keys.ts';
export { toldOf } from './list/told.ts';
export { Tools } from './list/tools.tsx';
export { onTap } from './list/touch.ts';
export { RoomAnnouncer } from './parts/announcer.tsx';
export { BannerText } from './parts/banner-text.tsx';
export { Completion } from './parts/completion.tsx';
export { ComposerNotice } from './parts/composer-notice.tsx';
export { typeOver } from './parts/field.ts';
export { Home } from './parts/home.tsx';
export { Overlays } from './parts/lazy-overlay.tsx';
export { LockMark } from './parts/lock-mark.tsx';
export { onMarkKey } from './parts/marking.ts';
export { Members, MembersButton } from './parts/members.tsx';
export { NamingLine } from './parts/naming-line.tsx';
export { PageNews } from './parts/page-news.tsx';
export { received } from './parts/received.ts';
export { RoomTools } from './parts/room-tools.tsx';
export { Sidebar } from './parts/sidebar.tsx';
export { TypingLine } from './parts/typing-line.tsx';
export { guardUndo } from './parts/undo.ts';
export { editWords, WritingBar } from './parts/writing-bar.tsx';
export { askForReaction, editLast, leaveWriting, saveEdit, toggleReaction } from './state/actions.ts';
export { alikeTo } from './state/alike.ts';
export { runCommand } from './state/commands.ts';
export { namesOf } from './state/names.ts';
export { CodeTools } from './text/code-tools.tsx';
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
