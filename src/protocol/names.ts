/** Room names and member names: what is allowed, and the one form that everybody sees. */

import { MEMBER_NAME_CHARS, ROOM_NAME_CHARS } from './limits.ts';
import { boundMarks, codePoints, UNSEEN } from './text.ts';

/** The room that plain `/ws` means. */
export const DEFAULT_ROOM = 'lobby';

/**
 * The longest names that are worth normalising, in UTF-16 units as typed. A code point of a name comes from a handful of units at
 * most, decomposed as it may be. Anything longer is refused by its length alone: normalising takes time, and anybody may ask for
 * it as often as they like.
 */
export const ROOM_NAME_UNITS = ROOM_NAME_CHARS * 8;
export const MEMBER_NAME_UNITS = MEMBER_NAME_CHARS * 8;

const ROOM_NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u;

/** What a room name may be, in words for a person. */
export const ROOM_NAME_RULE = `1 to ${ROOM_NAME_CHARS} letters, digits, "-" or "_", beginning with a letter or digit`;

/** Characters that nothing is shown for: a room or a member with one would have a twin that looks the same. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;
/** UTS #39 §5.4 takes more than four nonspacing marks in a row for an attack on the line above. */
const STACKED_MARKS = /\p{M}{5,}/u;

/** Whether a name has more marks in a row than are safe to normalise, and so more than any name may have. */
function hasManyMarks(raw: string): boolean {
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

/** Whether a name may be used, and if not, why not, in words for a person. */
export type NameResult = { ok: true; name: string } | { ok: false; why: string };

/** Controls, format characters, surrogates, private use, unassigned, line separators; and what else nothing is shown for. */
const INVISIBLE = new RegExp(`[\\p{C}\\p{Zl}\\p{Zp}${UNSEEN}]`, 'u');
/** Something to see: a letter, digit, punctuation or symbol. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

const WRONG_LENGTH: NameResult = { ok: false, why: `A name has 1 to ${MEMBER_NAME_CHARS} characters.` };
const TOO_MANY_MARKS: NameResult = { ok: false, why: 'A name may not stack more than four marks on one letter.' };

/**
 * The one form of a member's name: NFC, trimmed.
 * @param raw the name as typed
 * @param whyNot what is against a name for what it looks like. The room knows all look-alikes (src/room/looks.ts); a client
 *   may know other spellings of the same letters (reserved-names.ts), and leaves the rest to the room
 */
export function cleanName(raw: string, whyNot: (name: string) => string | undefined = () => undefined): NameResult {
  if (raw.length > MEMBER_NAME_UNITS) return WRONG_LENGTH;
  if (hasManyMarks(raw)) return TOO_MANY_MARKS;
  const name = raw.normalize('NFC').trim();
  if (!name.isWellFormed()) return { ok: false, why: 'A name may not contain half characters.' };
  const length = codePoints(name);
  if (length < 1 || length > MEMBER_NAME_CHARS) return WRONG_LENGTH;
  if (name.includes('·')) return { ok: false, why: 'A name may not contain "·": it marks names that look alike.' };
  const plain = /^[ -~]*$/.test(name) ? name : withoutEmoji(name);
  if (INVISIBLE.test(plain)) return { ok: false, why: 'A name may not contain invisible or control characters.' };
  if (!VISIBLE.test(plain)) return { ok: false, why: 'A name needs at least one visible character.' };
  if (STACKED_MARKS.test(plain)) return TOO_MANY_MARKS;
  const why = whyNot(name);
  return why === undefined ? { ok: true, name } : { ok: false, why };
}

/**
 * Emoji are names too, and family emoji are joined by a zero-width character that is refused anywhere else. In a function of
 * its own, since the table of all emoji is made when it is first called: a phone takes a frame for it.
 */
function withoutEmoji(name: string): string {
  return name.replace(/\p{RGI_Emoji}/gv, 'x');
}

/** How much of an id tells people apart, as a rule. */
export const SHORT_ID_CHARS = 4;

/** The name of a member who gave none: `guest-` and four characters of the id, the mark of a guest id (`~`) left out. */
export function guestName(memberId: string): string {
  return `guest-${shortId(memberId)}`;
}

/** `name` made different from one that looks the same: `·` and four characters of the id, or more where four don't do. */
export function distinctName(name: string, memberId: string, chars?: number): string {
  return `${name}·${shortId(memberId, chars)}`;
}

/** A name without the mark that `distinctName` gave it. */
export function unmarked(name: string, memberId: string): string {
  const dot = name.lastIndexOf('·');
  const mark = name.slice(dot + 1);
  return dot > 0 && mark === shortId(memberId, mark.length) ? name.slice(0, dot) : name;
}

/** The characters of an id by which people tell members apart: four, if not said otherwise. */
export function shortId(memberId: string, chars = SHORT_ID_CHARS): string {
  return memberId.replace(/^~/, '').slice(0, chars);
}
