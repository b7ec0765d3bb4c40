/** The rules for member names, and their canonical form. */

import { MEMBER_NAME_CHARS } from './limits.ts';
import { hasManyMarks, STACKED_MARKS, UNITS_PER_CHARACTER } from './room-names.ts';
import { codePoints, UNSEEN } from './text.ts';

/** The longest input that is normalised as a name, in UTF-16 units. */
export const MEMBER_NAME_UNITS = MEMBER_NAME_CHARS * UNITS_PER_CHARACTER;

/** Whether a name may be used and, if not, the reason in English. */
export type NameResult = { ok: true; name: string } | { ok: false; why: string };

/**
 * Controls, format characters, surrogates, private use, unassigned and line separators, and other characters that are
 * not displayed.
 */
const INVISIBLE = new RegExp(`[\\p{C}\\p{Zl}\\p{Zp}${UNSEEN}]`, 'u');
/** At least one visible character: a letter, digit, punctuation or symbol. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

const WRONG_LENGTH: NameResult = { ok: false, why: `A name must have 1 to ${MEMBER_NAME_CHARS} characters.` };
const TOO_MANY_MARKS: NameResult = { ok: false, why: 'A name may not stack more than four marks on one letter.' };

/**
 * Returns the canonical form of a member's name: NFC, trimmed.
 * @param raw the name as typed
 * @param whyNot returns why a name is refused for what it looks like. The room knows all look-alikes
 *   (src/room/presence/look-alikes.ts). A client knows some spellings of reserved names (reserved-names.ts) and leaves
 *   the rest to the room
 */
export function cleanName(raw: string, whyNot: (name: string) => string | undefined = () => undefined): NameResult {
  if (raw.length > MEMBER_NAME_UNITS) return WRONG_LENGTH;
  if (hasManyMarks(raw)) return TOO_MANY_MARKS;
  const name = raw.normalize('NFC').trim();
  if (!name.isWellFormed()) return { ok: false, why: 'A name may not contain unpaired surrogates.' };
  const length = codePoints(name);
  if (length < 1 || length > MEMBER_NAME_CHARS) return WRONG_LENGTH;
  if (name.includes('·')) return { ok: false, why: 'A name may not contain "·", which marks look-alike names.' };
  const plain = /^[ -~]*$/.test(name) ? name : withoutEmoji(name);
  if (INVISIBLE.test(plain)) return { ok: false, why: 'A name may not contain invisible or control characters.' };
  if (!VISIBLE.test(plain)) return { ok: false, why: 'A name must contain a visible character.' };
  if (STACKED_MARKS.test(plain)) return TOO_MANY_MARKS;
  const why = whyNot(name);
  return why === undefined ? { ok: true, name } : { ok: false, why };
}

/**
 * Removes emoji, which a name may contain although some are joined by a zero-width character that is refused elsewhere.
 * A separate function, because compiling the table of all emoji on its first call takes a phone a whole frame.
 */
function withoutEmoji(name: string): string {
  return name.replace(/\p{RGI_Emoji}/gv, 'x');
}

/** How many characters of an id normally suffice to tell members apart. */
export const SHORT_ID_CHARS = 4;

/**
 * The default name of a member: `guest-` and the first four characters of its id, without the `~` that marks a guest
 * id.
 */
export function guestName(memberId: string): string {
  return `guest-${shortId(memberId)}`;
}

/**
 * Makes `name` distinct from one that looks the same by adding `·` and four characters of the id, or more where four
 * are not enough.
 */
export function distinctName(name: string, memberId: string, chars?: number): string {
  return `${name}·${shortId(memberId, chars)}`;
}

/** Removes the suffix that `distinctName` added to a name. */
export function unmarked(name: string, memberId: string): string {
  const dot = name.lastIndexOf('·');
  const mark = name.slice(dot + 1);
  return dot > 0 && mark === shortId(memberId, mark.length) ? name.slice(0, dot) : name;
}

/** The characters of an id that people use to tell members apart. Four by default. */
export function shortId(memberId: string, chars = SHORT_ID_CHARS): string {
  return memberId.replace(/^~/, '').slice(0, chars);
}
