/** Inserts a picked emoji into the text. */

import { spotOf } from '../../ui/spot.ts';
import { emojiPopup } from '../emoji/overlays.ts';
import { typeOver } from './insert-text.ts';

/** Offers all emoji beside `opener`. The one that is picked takes the place of what is selected in `field`. */
export function pickEmoji(field: HTMLTextAreaElement, opener: Element): void {
  emojiPopup.open({
    at: spotOf(opener),
    pick: (emoji) => {
      // Another room may have been opened meanwhile.
      if (field.isConnected) typeOver(field, emoji, field.selectionStart, field.selectionEnd);
    },
  });
}
