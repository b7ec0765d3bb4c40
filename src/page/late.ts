/** All that is fetched after the first messages: what one does with them, who is here, how to write better. See state/late.ts. */

import { shownLog } from './list/shown.ts';
import { startTabOrder } from './list/tab-order.ts';
import { keepCopies } from './state/copies.ts';
import { startNotifying } from './state/notify.ts';
import { overlay } from './state/overlay.ts';
import { startTellingRefusals } from './state/refused.ts';
import { startRenewing } from './state/renewal.ts';
import { currentRoom, neighbour, someLive } from './state/rooms.ts';
import { go, roomPath } from './state/route.ts';
import { startShortcuts } from './state/shortcuts.ts';
import { lookForUnkept } from './state/unkept.ts';
import { obeyWorker, startWorker } from './state/worker.ts';

export { ChangeFailure, Failure, Waiting } from './list/failure.tsx';
export { findMessage } from './list/find.ts';
export { Glide } from './list/glide.ts';
export { onListKey } from './list/row-keys.ts';
export { followPointer, Tools } from './list/tools.tsx';
export { RoomAnnouncer } from './parts/announcer.tsx';
export { Completion } from './parts/completion.tsx';
export { ComposerNotice } from './parts/composer-notice.tsx';
export { Ended, whyWaiting } from './parts/ended.tsx';
export { HelpButton } from './parts/help-button.tsx';
export { Home } from './parts/home.tsx';
export { MemberList, MembersDialog } from './parts/member-list.tsx';
export { NameForm } from './parts/name-form.tsx';
export { NamingLine } from './parts/naming-line.tsx';
export { PageNews } from './parts/page-news.tsx';
export { Preferences } from './parts/preferences.tsx';
export { WritingBar } from './parts/writing-bar.tsx';
export { runCommand } from './state/commands.ts';

/** Starts what works unseen. */
export function startUnseen(): void {
  startTellingRefusals();
  startNotifying();
  startTabOrder();
  keepCopies();
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
      if (room) overlay.value = { kind: 'search', room };
    },
    choose: () => {
      overlay.value = { kind: 'switch' };
    },
    help: () => {
      overlay.value = { kind: 'help' };
    },
  });
}
