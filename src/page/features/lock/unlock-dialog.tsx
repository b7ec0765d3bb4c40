/** The dialog that asks for the passphrase of a locked room. */

import { useComputed } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import type { Room } from '../../state/room.ts';
import { keyOf } from '../../state/room-keys.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { isTouch } from '../../ui/enter-key.ts';

import { words as uiWords } from '../../ui/words.ts';
import { moreCommon } from '../../words/common.ts';
import { focusLastRow } from '../messages/list/row-focus.ts';

import { enterWith } from './lock-room.ts';
import { unlockDialog } from './overlays.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { words } from './words.ts';

function UnlockDialog({ room }: { room: Room }) {
  const { value: texts } = words;
  const field = useRef<HTMLInputElement>(null);
  const [isTrying, setTrying] = useState(false);
  const [isSeen, setSeen] = useState(false);
  const enter = async (): Promise<void> => {
    const passphrase = field.current?.value ?? '';
    if (passphrase === '' || isTrying) return;
    setTrying(true);
    const answer = await enterWith(room, passphrase);
    // The dialog was closed in the meantime.
    if (!field.current) return;
    if (answer?.status !== 'stopped' || answer.code !== 'locked') {
      closeOverlay();
      // On a touch screen, focus in the field would raise the keyboard over the messages that the reader came for.
      if (isTouch()) focusLastRow();
      else document.querySelector<HTMLElement>('.foot textarea')?.focus();
      return;
    }
    setTrying(false);
    // The reader can correct a typing error, or type over the selected text.
    field.current.focus();
    field.current.select();
  };
  const isWrong = keyOf(room.name) !== undefined && !isTrying;
  const { value: isCut } = useComputed(() => room.state.value?.link.status === 'waiting');
  return (
    <Dialog label={texts.unlockTitle(room.name)} onClose={closeOverlay}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        <p>{texts.unlockExplained}</p>
        <PassphraseField
          field={field}
          isSeen={isSeen}
          setSeen={setSeen}
          autofocus
          describedBy="unlock-problem"
          isInvalid={isWrong}
        />
        <p id="unlock-problem" class="problem" role="alert">
          {isWrong && texts.wrongPassphrase}
          {isTrying && isCut && moreCommon.value.waitsForLine}
        </p>
        <div class="answers">
          <button type="button" class="plain" onClick={closeOverlay}>
            {uiWords.value.cancel}
          </button>
          <button type="submit" class="primary" aria-busy={isTrying}>
            {texts.enter}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

unlockDialog.view.value = UnlockDialog;
