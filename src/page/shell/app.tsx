/** The page's entry: starts the background services, then renders the app. */

import { render } from 'preact';
import { keepFilesOut } from '../features/composer/file-drop.ts';
import { startTheme } from '../features/preferences/theme.ts';
import { keepFramesComing, nextTask } from '../state/animation-frame.ts';
import { flushOnHide } from '../state/delayed-writes.ts';
import { drafts } from '../state/drafts.ts';
import { startLanguage } from '../state/language.ts';
import { currentRoom, startRooms } from '../state/rooms.ts';
import { route, startRouting } from '../state/route.ts';
import { clockTime } from '../words/format.ts';
import { late } from './late-parts.ts';
import { loadLate } from './load-late.ts';
import { root } from './page-root.ts';
import { RoomPage } from './room-page.tsx';

function App() {
  const { value } = route;
  const { value: parts } = late;
  return (
    <>
      {value.kind === 'room'
        ? currentRoom.value && <RoomPage room={currentRoom.value} />
        : parts && <parts.Home key={value.kind} route={value} />}
      {parts && <parts.Overlays />}
    </>
  );
}

/** Slow storage on a cheap phone answers within this time. If it doesn't, the page is rendered without the stored copy. */
const STORAGE_MS = 1_000;

/** Waits until the current room has read its stored copy and begun to connect, so that it answers during the render. */
async function currentRoomOpened(): Promise<void> {
  const opened = currentRoom.peek()?.client.peek()?.opened;
  await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, STORAGE_MS))]);
  await nextTask();
}

async function start(container: HTMLElement): Promise<void> {
  keepFilesOut();
  startTheme();
  startRouting();
  flushOnHide(() => drafts.flush());
  keepFramesComing();
  startRooms();
  loadLate();
  // Rooms connect while the words are on their way.
  await startLanguage();
  await currentRoomOpened();
  render(<App />, container);
  // The first formatting of a time takes a phone a quarter of a second. It is done before messages need it.
  await nextTask();
  clockTime(Date.now());
}

if (root) start(root);
