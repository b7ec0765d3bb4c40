/** The dialog that shows a room's full topic, since the header has only one line. */

import type { Room } from '../../state/room.ts';
import { limitMarks } from '../../text/combining-marks.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { topicDialog } from './overlays.ts';
import { words } from './words.ts';

function TopicDialog({ room }: { room: Room }) {
  const topic = room.state.value?.settings.topic ?? '';
  return (
    <Dialog label={words.value.topicOf(room.name)} onClose={closeOverlay}>
      <p class="whole-topic" dir="auto">
        {limitMarks(topic)}
      </p>
    </Dialog>
  );
}

topicDialog.view.value = TopicDialog;
