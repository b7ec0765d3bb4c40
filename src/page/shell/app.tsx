/** The page's entry: starts the background services, then renders the app. */

// Runs while the rest is still loading.
import './early.ts';
// The rest compresses better in this order.
import '../words/words.ts';
import '../ui/icon.tsx';
import '../text/blocks.ts';
import './room-page.tsx';
import { render } from 'preact';
import { keepFilesOut } from '../features/composer/file-drop.ts';
import { startTheme } from '../features/preferences/theme.ts';
import { keepFramesComing } from '../state/animation-frame.ts';
import { flushOnHide } from '../state/delayed-writes.ts';
import { drafts } from '../state/drafts.ts';
import { startLanguage } from '../state/language.ts';
import { nextTask } from '../state/next-task.ts';
import { currentRoom, startRooms } from '../state/rooms.ts';
import { route, startRouting } from '../state/route.ts';
import { startKeys } from './keys.ts';
import { late } from './late-parts.ts';
import { loadLate } from './load-late.ts';
import { RoomPage } from './room-page.tsx';
import { isSupported } from './supported.ts';

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

async function start(container: HTMLElement): Promise<void> {
  keepFilesOut();
  startTheme();
  startRouting();
  flushOnHide(() => drafts.flush());
  keepFramesComing();
  startRooms();
  loadLate();
  startKeys();
  // The other rooms connect while the words are on their way.
  await startLanguage();
  await Promise.race([currentRoom.peek()?.client.peek()?.opened, nextTask(STORAGE_MS)]);
  await nextTask();
  render(<App />, container);
}

const root = isSupported && document.getElementById('app');
if (root) start(root);
