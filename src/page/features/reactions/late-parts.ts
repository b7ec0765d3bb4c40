/** What the reactions under a message leave for later. */

import type { Spot } from '../../state/overlay.ts';
import type { Room } from '../../state/room.ts';
import { slot } from '../../state/slot.ts';

export const late = slot<{
  namesOf(room: Room, ids: readonly string[]): string[];
  toggleReaction(room: Room, seq: number, emoji: string): void;
  askForReaction(room: Room, seq: number, at: Spot): void;
}>();
