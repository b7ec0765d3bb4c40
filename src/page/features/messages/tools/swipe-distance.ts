/** Computes how far a swipe moves a message, and when the gesture is a scroll instead. Pure. */

/** Drawn as far as this and let go, a message is answered. CSS pixels. */
export const ENOUGH_PX = 56;
/** A message goes no further than this. */
const MOST_PX = 80;
/** A finger that went so far goes either across or along the list. */
const DECIDED_PX = 10;

/**
 * How far a message is drawn now, in CSS pixels; `undefined` as long as the finger may yet scroll, 'along' when it does.
 * @param drawn how far it was drawn before
 * @param across how far the finger has gone towards the end of the lines, since it went down
 * @param along how far it has gone up or down
 */
export function drawnTo(drawn: number | undefined, across: number, along: number): number | undefined | 'along' {
  if (drawn === undefined) {
    if (Math.max(Math.abs(across), along) < DECIDED_PX) return undefined;
    if (across < along) return 'along';
  }
  return Math.max(0, Math.min(across, MOST_PX));
}
