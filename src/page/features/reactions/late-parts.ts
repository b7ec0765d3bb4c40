/** What the reactions under a message leave for later. */

import type { Room } from '../../state/room.ts';
import { slot } from '../../state/slot.ts';

export const late = slot<{
  namesOf(room: Room, ids: readonly string[]): string[];
  toggleReaction(room: Room, seq: number, emoji: string): void;
  askForReaction(room: Room, seq: number, opener: Element): void;
}>();
