import { Overlay } from '../../ui/overlay.ts';
import type { PopupAnchor } from '../../ui/popup-anchor.ts';

/** Picks an emoji for the text in the composer. */
export const emojiPopup = new Overlay<{ at: PopupAnchor; pick: (emoji: string) => void }>({ needsRoom: true });
