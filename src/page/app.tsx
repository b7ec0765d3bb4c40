/** The page's entry: starts what runs without being seen, then puts the app into the document. */

import { computed, effect } from '@preact/signals';
import { render } from 'preact';
import { Overlays } from './parts/lazy-overlay.tsx';
import { RoomPage } from './parts/room-page.tsx';
import { keepDrafts } from './state/drafts.ts';
import { keepFramesComing } from './state/frame.ts';
import { fetchLate, late } from './state/late.ts';
import { followMuted } from './state/muted.ts';
import { currentRoom, startRooms, totalUnread } from './state/rooms.ts';
import { root } from './state/root.ts';
import { route, startRouting } from './state/route.ts';
import { startTheme } from './state/theme.ts';
import { startWords } from './words/index.ts';

function App() {
  const { value } = route;
  const { value: parts } = late;
  return (
    <>
      {value.kind === 'room'
        ? currentRoom.value && <RoomPage room={currentRoom.value} />
        : parts && <parts.Home key={value.kind} bad={value.kind === 'bad' ? value.raw : undefined} />}
      <Overlays />
    </>
  );
}

/** "(3) general · Parley", and a dot on the icon. */
function startTitle(): void {
  const title = computed(() => {
    const unread = totalUnread.value > 0 ? `(${totalUnread.value}) ` : '';
    const room = currentRoom.value ? `${currentRoom.value.name} · ` : '';
    return `${unread}${room}Parley`;
  });
  // Set to what it is already, the browser would load it anew.
  const icon = computed(() => (totalUnread.value > 0 ? '/favicon-unread.svg' : '/favicon.svg'));
  effect(() => {
    document.title = title.value;
  });
  effect(() => document.querySelector('link[rel="icon"]')?.setAttribute('href', icon.value));
}

async function start(root: HTMLElement): Promise<void> {
  startTheme();
  startRouting();
  keepDrafts();
  keepFramesComing();
  followMuted();
  startRooms();
  startTitle();
  fetchLate();
  // Rooms connect while the words are on their way.
  await startWords();
  render(<App />, root);
}

if (root) start(root);
