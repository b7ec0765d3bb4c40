/** The confirmation before leaving a room with unsent text. */

import type { Room } from '../../state/room.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { words as uiWords } from '../../ui/words.ts';
import { unsentIn } from './leaving.ts';
import { leaveDialog } from './overlays.ts';
import { words } from './words.ts';

function LeaveDialog({ room, act }: { room: Room; act: () => void }) {
  const { value: texts } = words;
  const { messages, isDraft } = unsentIn(room);
  return (
    <Dialog label={texts.leaveTitle(room.name)} onClose={closeOverlay}>
      <p>{texts.leaveLoses(messages, isDraft)}</p>
      <div class="answers">
        <button type="button" class="plain" autofocus onClick={closeOverlay}>
          {uiWords.value.cancel}
        </button>
        <button
          type="button"
          class="danger"
          onClick={() => {
            closeOverlay();
            act();
          }}
        >
          {texts.leaveAnyway}
        </button>
      </div>
    </Dialog>
  );
}

leaveDialog.view.value = LeaveDialog;
