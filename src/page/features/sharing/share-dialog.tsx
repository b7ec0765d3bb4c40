/** The share dialog: the room's link to copy, share or scan. */

import type { Room } from '../../state/room.ts';
import { keyOf } from '../../state/room-keys.ts';
import { closeOverlay } from '../../ui/close-overlay.ts';
import { copyText } from '../../ui/copy-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { MoreIcon } from '../../ui/more-icon.tsx';
import { words as uiWords } from '../../ui/words.ts';
import { inviteTo } from './invite-link.ts';
import { shareDialog } from './overlays.ts';
import { QrCode } from './qr.tsx';
import { words } from './words.ts';

function ShareDialog({ room }: { room: Room }) {
  const { value: texts } = words;
  const isLocked = room.state.value?.settings.locked ?? false;
  const link = inviteTo(room.name, isLocked);
  const handOn = (): void => {
    // The promise rejects if the reader cancels, which needs no message.
    navigator.share({ title: `#${room.name} · Parley`, url: link }).then(closeOverlay, () => {});
  };
  return (
    <Dialog label={texts.shareTitle(room.name)} onClose={closeOverlay}>
      <div class="share">
        <QrCode text={link} label={texts.qr} />
        <input
          class="field"
          readOnly
          value={link}
          dir="ltr"
          aria-label={texts.roomLink}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <div class="answers">
          {'share' in navigator && (
            <button type="button" class="plain" onClick={handOn}>
              <MoreIcon name="share" />
              {texts.handOn}
            </button>
          )}
          <button
            type="button"
            class="primary"
            autofocus
            onClick={() => {
              closeOverlay();
              copyText(link, uiWords.value.linkCopied);
            }}
          >
            <MoreIcon name="link" />
            {texts.copyRoomLink}
          </button>
        </div>
        <p>{isLocked ? texts.shareLocked(keyOf(room.name) !== undefined) : texts.shareExplained}</p>
      </div>
    </Dialog>
  );
}

shareDialog.view.value = ShareDialog;
