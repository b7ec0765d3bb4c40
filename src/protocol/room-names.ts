/** Room names: what is allowed, and the one form of them. */

import { ROOM_NAME_CHARS } from './limits.ts';
import { boundMarks, codePoints } from './text.ts';

/** The room that plain `/ws` means. */
export const DEFAULT_ROOM = 'lobby';

/**
 * UTF-16 units that a code point of a name comes from at most, decomposed as it may be. What is longer is refused by its length
 * alone: normalising takes time, and anybody may ask for it as often as they like.
 */
export const UNITS_PER_CHARACTER = 8;
export const ROOM_NAME_UNITS = ROOM_NAME_CHARS * UNITS_PER_CHARACTER;

const ROOM_NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u;

/** What a room name may be, in words for a person. */
export const ROOM_NAME_RULE = `1 to ${ROOM_NAME_CHARS} letters, digits, "-" or "_", beginning with a letter or digit`;

/** Characters that nothing is shown for: a room or a member with one would have a twin that looks the same. */
const IGNORABLE = /\p{DI}/u;
/** UTS #39 §5.4 takes more than four nonspacing marks in a row for an attack on the line above. */
export const STACKED_MARKS = /\p{M}{5,}/u;

/** Whether a name has more marks in a row than are safe to normalise, and so more than any name may have. */
export function hasManyMarks(raw: string): boolean {
  return boundMarks(raw) !== raw;
}

/**
 * The one form of a room name: NFKC, lower case. Two spellings of the same name are the same room.
 * @param raw the name as typed, already percent-decoded once
 * @returns the normalised name, or `undefined` if no room can have it
 */
export function normaliseRoom(raw: string): string | undefined {
  if (raw.length > ROOM_NAME_UNITS || hasManyMarks(raw)) return undefined;
  // NFKC once more after lower case, which can leave a letter and a mark that NFKC joins.
  const name = raw.normalize('NFKC').toLowerCase().normalize('NFKC');
  const isFit = ROOM_NAME.test(name) && !IGNORABLE.test(name) && !STACKED_MARKS.test(name);
  return isFit && codePoints(name) <= ROOM_NAME_CHARS ? name : undefined;
}
