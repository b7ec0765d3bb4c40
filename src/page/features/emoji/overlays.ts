import { Overlay } from '../../ui/overlay.ts';
import type { Spot } from '../../ui/spot.ts';

/** An emoji for the text that is being written. */
export const emojiPopup = new Overlay<{ at: Spot; pick: (emoji: string) => void }>({ needsRoom: true });
