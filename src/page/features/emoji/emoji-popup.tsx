/** The pop-up that picks an emoji for the composer. */

import { closeOverlay } from '../../ui/close-overlay.ts';
import { Popup } from '../../ui/popup.tsx';
import type { PopupAnchor } from '../../ui/popup-anchor.ts';
import { common } from '../../words/common.first.ts';
import { EmojiPicker } from './emoji-picker.tsx';
import { emojiPopup } from './overlays.ts';

function EmojiPopup({ at, pick }: { at: PopupAnchor; pick: (emoji: string) => void }) {
  return (
    <Popup label={common.value.emoji} at={at} onClose={closeOverlay} kind="emoji-popup">
      <EmojiPicker
        pick={(emoji) => {
          closeOverlay();
          pick(emoji);
        }}
      />
    </Popup>
  );
}

emojiPopup.view.value = EmojiPopup;
