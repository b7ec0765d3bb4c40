/** The confirmation before a message is deleted for everyone. */

import { messageIn } from '../../../state/message-in.ts';
import type { Room } from '../../../state/room.ts';
import { closeOverlay } from '../../../ui/close-overlay.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { words as uiWords } from '../../../ui/words.ts';
import { deleteDialog } from '../overlays.ts';
import { QuotedLine } from '../row/reply-quote.tsx';
import { words } from '../words.ts';
import { remove } from './message-actions.ts';

function DeleteDialog({ room, seq }: { room: Room; seq: number }) {
  const { value: texts } = words;
  return (
    <Dialog label={texts.deleteTitle} onClose={closeOverlay}>
      <p class="quote still">
        <QuotedLine message={messageIn(room, seq)} />
      </p>
      <p>{texts.deleteExplained}</p>
      <div class="answers">
        <button type="button" class="plain" onClick={closeOverlay}>
          {uiWords.value.cancel}
        </button>
        <button type="button" class="danger" autofocus onClick={() => remove(room, seq)}>
          {texts.deleteMessage}
        </button>
      </div>
    </Dialog>
  );
}

deleteDialog.view.value = DeleteDialog;
