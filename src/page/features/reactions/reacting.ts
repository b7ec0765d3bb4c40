/** Actions on the reactions to a message. */

import { messageIn } from '../../state/message-in.ts';
import type { Room } from '../../state/room.ts';
import { submitTo } from '../../state/submit-to.ts';
import type { PopupAnchor } from '../../ui/popup-anchor.ts';
import { toastRefusal } from '../../ui/toast-refusal.ts';
import { isBarred } from '../rooms/barred.ts';
import { reactionPopup } from './overlays.ts';

/** Adds or removes the reader's reaction. */
export function toggleReaction(room: Room, seq: number, emoji: string): void {
  if (isBarred(room)) return;
  const self = room.state.value?.self?.id ?? '';
  const isOn = messageIn(room, seq)?.reacts?.[emoji]?.includes(self) ?? false;
  toastRefusal(submitTo(room, 'react', { ref: seq, emoji, on: !isOn }));
}

/** Opens the picker of reactions at `at`. */
export function askForReaction(room: Room, seq: number, at: PopupAnchor): void {
  if (isBarred(room)) return;
  reactionPopup.open({ room, seq, at });
}
