/** The names of members: what is allowed, and the one form that everybody sees. */

import { MEMBER_NAME_CHARS } from './limits.ts';
import { hasManyMarks, STACKED_MARKS, UNITS_PER_CHARACTER } from './room-names.ts';
import { codePoints, UNSEEN } from './text.ts';

/** The longest name that is worth normalising, in UTF-16 units as typed. */
export const MEMBER_NAME_UNITS = MEMBER_NAME_CHARS * UNITS_PER_CHARACTER;

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
 * @param whyNot what is against a name for what it looks like. The room knows all look-alikes (src/room/presence/look-alikes.ts); a client
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
