/** The link to a room, to give to others: copied, handed on, or scanned. */

import { roomPath } from '../state/route.ts';
import { words } from '../words/index.ts';
import { more } from '../words/more.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';
import { closeOverlay } from './overlay.ts';
import { QrCode } from './qr.tsx';
import { copyText } from './toast.tsx';

export function ShareDialog({ room }: { room: string }) {
  const { value: say } = words;
  const { value: also } = more;
  const link = location.origin + roomPath(room);
  const handOn = (): void => {
    // It fails when the person thinks better of it, which needs no words.
    navigator.share({ title: `#${room} · Parley`, url: link }).then(closeOverlay, () => {});
  };
  return (
    <Dialog label={also.shareTitle(room)} onClose={closeOverlay}>
      <div class="share">
        <QrCode text={link} label={also.qr} />
        <input
          class="field"
          readOnly
          value={link}
          dir="ltr"
          aria-label={also.roomLink}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        <div class="answers">
          {'share' in navigator && (
            <button type="button" class="plain" onClick={handOn}>
              <Icon name="share" />
              {also.handOn}
            </button>
          )}
          <button
            type="button"
            class="primary"
            autofocus
            onClick={() => {
              closeOverlay();
              copyText(link, say.linkCopied);
            }}
          >
            <Icon name="link" />
            {also.copyRoomLink}
          </button>
        </div>
        <p>{also.shareExplained}</p>
      </div>
    </Dialog>
  );
}
