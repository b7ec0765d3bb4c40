/** The page's entry: starts what runs without being seen, then puts the app into the document. */

import { render } from 'preact';
import { keepFilesOut } from '../features/composer/file-drop.ts';
import { startTheme } from '../features/preferences/theme.ts';
import { keepDrafts } from '../state/drafts.ts';
import { keepFramesComing } from '../state/frame.ts';
import { startLanguage } from '../state/language.ts';
import { currentRoom, startRooms } from '../state/rooms.ts';
import { route, startRouting } from '../state/route.ts';
import { late } from './late-parts.ts';
import { loadLate } from './load-late.ts';
import { RoomPage } from './room-page.tsx';
import { root } from './root.ts';

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
  loadLate();
  // Rooms connect while the words are on their way.
  await startLanguage();
  render(<App />, root);
}

if (root) start(root);
