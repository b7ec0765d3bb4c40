/** The rules for room names, and their canonical form. */

import { ROOM_NAME_CHARS } from './limits.ts';
import { boundMarks, codePoints } from './text.ts';

/** The room that `/ws` without a name connects to. */
export const DEFAULT_ROOM = 'lobby';

/**
 * The most UTF-16 units that one code point of a name can have before normalisation, in its decomposed form. Longer
 * input is refused by its length alone, because normalising takes time and any client may request it at any rate.
 */
export const UNITS_PER_CHARACTER = 8;
export const ROOM_NAME_UNITS = ROOM_NAME_CHARS * UNITS_PER_CHARACTER;

const ROOM_NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u;

/** The rule for room names, in English. */
export const ROOM_NAME_RULE = `1 to ${ROOM_NAME_CHARS} letters, digits, "-" or "_", beginning with a letter or digit`;

/** Characters that are not displayed. A room or member name that contains one would look identical to another name. */
const IGNORABLE = /\p{DI}/u;
/** UTS #39 §5.4 treats more than four nonspacing marks in a row as an attack, because they overprint the line above. */
export const STACKED_MARKS = /\p{M}{5,}/u;

/** Whether a name has more marks in a row than are safe to normalise. No valid name has that many. */
export function hasManyMarks(raw: string): boolean {
  return boundMarks(raw) !== raw;
}

/**
 * Returns the canonical form of a room name: NFKC, lower case. Two spellings of the same name are the same room.
 * @param raw the name as typed, already percent-decoded once
 * @returns `undefined` if the name is not valid
 */
export function normaliseRoom(raw: string): string | undefined {
  if (raw.length > ROOM_NAME_UNITS || hasManyMarks(raw)) return undefined;
  // Normalise again after lowercasing, which can leave a letter and a mark that NFKC composes.
  const name = raw.normalize('NFKC').toLowerCase().normalize('NFKC');
  const isFit = ROOM_NAME.test(name) && !IGNORABLE.test(name) && !STACKED_MARKS.test(name);
  return isFit && codePoints(name) <= ROOM_NAME_CHARS ? name : undefined;
}
