/** Shows a text to copy by hand if the browser doesn't let scripts copy. */

import { closeOverlay } from './close-overlay.ts';
import { copyDialog } from './copy-text.ts';
import { Dialog } from './dialog.tsx';
import { words } from './words.ts';

function CopyDialog({ text }: { text: string }) {
  const { value: texts } = words;
  return (
    <Dialog label={texts.copyByHand} onClose={closeOverlay}>
      <textarea
        class="field"
        readOnly
        rows={Math.min(8, text.split('\n').length)}
        // Otherwise the dialog would focus its ✕.
        autofocus
        value={text}
        dir="auto"
        aria-label={texts.copyByHand}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    </Dialog>
  );
}

copyDialog.view.value = CopyDialog;
