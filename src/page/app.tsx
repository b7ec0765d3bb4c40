/** The page's entry: starts what runs without being seen, then puts the app into the document. */

import { effect } from '@preact/signals';
import { render } from 'preact';
import { shownLog } from './list/shown.ts';
import { Home } from './parts/home.tsx';
import { Overlays } from './parts/lazy-overlay.tsx';
import { overlay } from './parts/overlay.ts';
import { RoomPage } from './parts/room-page.tsx';
import { keepDrafts } from './state/drafts.ts';
import { keepFramesComing } from './state/frame.ts';
import { startKeys } from './state/keys.ts';
import { followMuted } from './state/muted.ts';
import { startNotifying } from './state/notify.ts';
import { startTellingRefusals } from './state/refused.ts';
import { currentRoom, neighbour, startRooms, totalUnread } from './state/rooms.ts';
import { go, roomPath, route, startRouting } from './state/route.ts';
import { startTheme } from './state/theme.ts';
import { startWords } from './words/index.ts';

function App() {
  const { value } = route;
  return (
    <>
      {value.kind === 'room' ? (
        currentRoom.value && <RoomPage room={currentRoom.value} />
      ) : (
        <Home key={value.kind} bad={value.kind === 'bad' ? value.raw : undefined} />
      )}
      <Overlays />
    </>
  );
}

/** "(3) general · Parley", and a dot on the icon. */
function startTitle(): void {
  effect(() => {
    const unread = totalUnread.value > 0 ? `(${totalUnread.value}) ` : '';
    const room = currentRoom.value ? `${currentRoom.value.name} · ` : '';
    document.title = `${unread}${room}Parley`;
    const icon = totalUnread.value > 0 ? '/favicon-unread.svg' : '/favicon.svg';
    document.querySelector('link[rel="icon"]')?.setAttribute('href', icon);
  });
}

async function start(root: HTMLElement): Promise<void> {
  startTheme();
  startRouting();
  keepDrafts();
  keepFramesComing();
  followMuted();
  startRooms();
  startTitle();
  startTellingRefusals();
  startNotifying();
  startKeys({
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
  // Rooms connect while the words are on their way.
  await startWords();
  render(<App />, root);
}

const root = document.getElementById('app');
if (root) start(root);
