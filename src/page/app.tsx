/** The page's entry: starts what runs without being seen, then puts the app into the document. */

import { render } from 'preact';
import { RoomPage } from './parts/room-page.tsx';
import { keepDrafts } from './state/drafts.ts';
import { keepFilesOut } from './state/files.ts';
import { keepFramesComing } from './state/frame.ts';
import { fetchLate, late } from './state/late.ts';
import { currentRoom, startRooms } from './state/rooms.ts';
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
        : parts && <parts.Home key={value.kind} place={value} />}
      {parts && <parts.Overlays />}
    </>
  );
}

async function start(root: HTMLElement): Promise<void> {
  keepFilesOut();
  startTheme();
  startRouting();
  keepDrafts();
  keepFramesComing();
  startRooms();
  fetchLate();
  // Rooms connect while the words are on their way.
  await startWords();
  render(<App />, root);
}

if (root) start(root);
