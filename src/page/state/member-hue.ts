/** The colours of members in the room on the screen. */

import { computed } from '@preact/signals';
import { Hues } from './member-colours.ts';
import { currentRoom } from './rooms.ts';

const hues = computed(() => currentRoom.value?.hues ?? new Hues(() => undefined));

/** The hue of a member of the room on the screen, in degrees. Tracks which room that is. */
export function hueOf(memberId: string): number {
  return hues.value.of(memberId);
}
