/** The slot for the parts of reactions that are loaded late. */

import type { Room } from '../../state/room.ts';
import { slot } from '../../state/slot.ts';

export const late = slot<{
  namesOf(room: Room, ids: readonly string[]): string[];
  toggleReaction(room: Room, seq: number, emoji: string): void;
  askForReaction(room: Room, seq: number, opener: Element): void;
}>();
