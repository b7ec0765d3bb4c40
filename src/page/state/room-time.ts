/** The room's clock. All times exchanged with the room use it, since the device's clock may be wrong. */

import type { Room } from './room.ts';

/** The time by the clock of the room, in Unix milliseconds. Tracks nothing. */
export function roomNowMs(room: Room): number {
  return Date.now() + aheadMsOf(room);
}

/** How far the clock of the room is ahead of this one. Tracks nothing. */
export function aheadMsOf(room: Room): number {
  return room.state.peek()?.aheadMs ?? 0;
}

/** When what begins now ends, as the room is asked for it. `lastingMs`: `undefined` for good. */
export function untilIn(room: Room, lastingMs: number | undefined): { untilMs?: number } {
  return lastingMs === undefined ? {} : { untilMs: roomNowMs(room) + lastingMs };
}
