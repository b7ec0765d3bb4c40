/** The parts of the shell that are loaded after the first messages. */

import { roomPath } from '../../protocol/room-path.ts';
import { RoomAnnouncer } from '../features/announcer/announcer.tsx';
import { helpDialog } from '../features/commands/overlays.ts';
import { ComposerNotice } from '../features/composer/composer-notice.tsx';
import { TypingLine } from '../features/composer/typing-line.tsx';
import { PageNews } from '../features/connection/page-news.tsx';
import { NamingLine } from '../features/identity/naming-line.tsx';
import { LockMark } from '../features/lock/lock-mark.tsx';
import { Members, MembersButton } from '../features/members/members.tsx';
import { shownList } from '../features/messages/list/shown-list.ts';
import { Home } from '../features/rooms/home.tsx';
import { switchDialog, topicDialog } from '../features/rooms/overlays.ts';
import { RoomTools } from '../features/rooms/room-tools.tsx';
import { searchDialog } from '../features/search/overlays.ts';
import { isOut } from '../state/room-access.ts';
import { currentRoom } from '../state/rooms.ts';
import { go } from '../state/route.ts';
import type { LateFeature } from '../state/slot.ts';
import { keepFocus } from '../ui/focus.ts';
import { Said } from '../ui/toast.tsx';
import { neighbour } from './all-rooms.ts';
import { closeWhenOut } from './close-room-overlays.ts';
import { late } from './late-parts.ts';
import { Overlays } from './overlays.tsx';
import { shortcuts } from './shortcuts.ts';
import { Sidebar } from './sidebar.tsx';
import { startTabTitle } from './tab-title.ts';

export const shell: LateFeature = {
  fill() {
    late.value = {
      Home,
      Overlays,
      Sidebar,
      PageNews,
      Said,
      topicDialog,
      LockMark,
      RoomTools,
      MembersButton,
      Members,
      TypingLine,
      NamingLine,
      ComposerNotice,
      RoomAnnouncer,
      onKey: shortcuts({
        neighbour,
        open: ({ name }) => go(roomPath(name)),
        toLatest: () => shownList.value?.toEnd({ smooth: true }),
        search: () => {
          const room = currentRoom.peek();
          if (room && !isOut(room)) searchDialog.open({ room });
        },
        choose: () => switchDialog.open({}),
        help: () => helpDialog.open({}),
      }),
    };
  },
  start() {
    startTabTitle();
    keepFocus();
    closeWhenOut();
  },
};
