/** Inserts a picked emoji into the text. */

import { popupAnchorOf } from '../../ui/popup-anchor.ts';
import { emojiPopup } from '../emoji/overlays.ts';
import { typeOver } from './insert-text.ts';

/** Opens the emoji picker beside `opener`. The chosen emoji replaces the selection in `field`. */
export function pickEmoji(field: HTMLTextAreaElement, opener: Element): void {
  emojiPopup.open({
    at: popupAnchorOf(opener),
    pick: (emoji) => {
      // Another room may have been opened in the meantime.
      if (field.isConnected) typeOver(field, emoji, field.selectionStart, field.selectionEnd);
    },
  });
}
