/** The room's clock. All times exchanged with the room use it, because the device's clock may be wrong. */

import type { Room } from './room.ts';

/** The time by the clock of the room, in Unix milliseconds. Tracks nothing. */
export function roomNowMs(room: Room): number {
  return Date.now() + aheadMsOf(room);
}

/** How far the room's clock is ahead of the device's clock, in milliseconds. Tracks nothing. */
export function aheadMsOf(room: Room): number {
  return room.state.peek()?.aheadMs ?? 0;
}

/**
 * The end of something that begins now, in the form that requests need. `lastingMs` is `undefined` if it has no end.
 */
export function untilIn(room: Room, lastingMs: number | undefined): { untilMs?: number } {
  return lastingMs === undefined ? {} : { untilMs: roomNowMs(room) + lastingMs };
}
