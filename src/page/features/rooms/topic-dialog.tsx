/** The topic of a room in full, however long: its header has a line for it at most. */

import type { Room } from '../../state/room.ts';
import { limitMarks } from '../../text/marks.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { more } from '../../words/more.ts';
import { topicDialog } from './overlays.ts';

function TopicDialog({ room }: { room: Room }) {
  const topic = room.state.value?.settings.topic ?? '';
  return (
    <Dialog label={more.value.topicOf(room.name)} onClose={closeOverlay}>
      <p class="whole-topic" dir="auto">
        {limitMarks(topic)}
      </p>
    </Dialog>
  );
}

topicDialog.view.value = TopicDialog;
