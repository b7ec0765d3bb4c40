/** Computes how far a swipe moves a message, and when the gesture is a scroll instead. Pure. */

/** A message that is released beyond this distance is replied to. In CSS pixels. */
export const ENOUGH_PX = 56;
/** A message moves no further than this. */
const MOST_PX = 80;
/** After this distance, the gesture is either a swipe or a scroll. */
const DECIDED_PX = 10;

/**
 * How far a message is moved now, in CSS pixels. `undefined` while the gesture may still become a scroll, 'along' once
 * it is one.
 * @param drawn how far the message was moved before
 * @param across how far the finger has moved in the direction of the lines since it went down
 * @param along how far the finger has moved up or down
 */
export function drawnTo(drawn: number | undefined, across: number, along: number): number | undefined | 'along' {
  if (drawn === undefined) {
    if (Math.max(Math.abs(across), along) < DECIDED_PX) return undefined;
    if (across < along) return 'along';
  }
  return Math.max(0, Math.min(across, MOST_PX));
}
