import { Overlay } from '../../ui/overlay.ts';
import type { Spot } from '../../ui/spot.ts';

/** Picks an emoji for the text in the composer. */
export const emojiPopup = new Overlay<{ at: Spot; pick: (emoji: string) => void }>({ needsRoom: true });
