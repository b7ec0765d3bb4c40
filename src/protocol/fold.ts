/** The one way to compare texts and names, shared by the room's search, highlighting on the page, and mentions. */

import { boundMarks, UNSEEN } from './text.ts';

const ASCII = /^[\0-\x7f]*$/;
/** Invisible characters, except the joiners and flag letters within an emoji. */
const INVISIBLE = `[[${UNSEEN}]--[\\u200d\\u{e0020}-\\u{e007f}]]|\\u200d(?!\\p{ExtPict})|(?<![🏴\\u{e0020}-\\u{e007f}])[\\u{e0020}-\\u{e007f}]+`;
const EACH_INVISIBLE = new RegExp(INVISIBLE, 'gv');
/**
 * Characters that comparison ignores: accents of Latin, Greek and Cyrillic letters, vowel points and other marks of
 * Hebrew and Arabic, the tatweel, and invisible characters. Marks of other scripts are letters in their own right and
 * are compared. So is a mark that changes the meaning of a symbol: the stroke of ≠, and the joiners and flag letters
 * within an emoji.
 */
const UNCOMPARED = new RegExp(
  `(?<!\\p{S})\\u0338|[[\\u0300-\\u036f\\u0640[\\p{Mn}&&[\\p{scx=Hebrew}\\p{scx=Arabic}]]]--\\u0338]|${INVISIBLE}`,
  'gv',
);
/**
 * Other characters with several spellings, each mapped to the one used in comparison: stroked letters and ligatures,
 * apostrophes, quotes, hyphens, and Arabic letters for which Arabic and Persian keyboards have different characters.
 * Digits are added when they first occur.
 */
const ALIKE = new Map(
  "ßss đd łl øo æae œoe ħh ‘' ’' ʼ' ʻ' ׳' ״\" “\" ”\" ىي یي کك ةه ٱا ‐-"
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
);
const OTHER = new RegExp(`[${[...ALIKE.keys()].join('')}[\\p{Nd}--[0-9]]]`, 'gv');
/**
 * White space other than a single space. Each run is matched as a whole, so the time is linear in the length of the
 * text.
 */
const UNEVEN_SPACE = /[^\S ]\s*| \s+/g;

/** Whether `text` is ASCII, which is far cheaper to fold. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

/** Full-width and half-width forms. */
const WIDTHS = /[\uff00-\uffef]+/g;

/**
 * Returns `text` so that texts with the same look are equal: composed, in one width, without invisible characters and
 * with single spaces. Case, accents and everything else that a reader can see count.
 */
export function lookOf(text: string): string {
  const visible = boundMarks(text).replace(EACH_INVISIBLE, '').replace(WIDTHS, narrow);
  return visible.normalize('NFC').replace(UNEVEN_SPACE, ' ').trim();
}

function narrow(wide: string): string {
  return wide.normalize('NFKC');
}

/**
 * Returns `text` in the form used for comparison. It ignores case, compatibility forms such as full-width letters,
 * marks that readers don't need (accents, vowel points), invisible characters, variants of apostrophes, quotes and
 * digits, and the amount of white space.
 */
export function foldText(text: string): string {
  // Nearly all text is ASCII or in a script that needs none of this. Both have a much faster path.
  if (isAscii(text)) return text.toLowerCase().replace(UNEVEN_SPACE, ' ');
  const plain = boundMarks(text).normalize('NFKD').replace(UNCOMPARED, '').normalize('NFC');
  // Upper case first, because some letters share one capital: ß becomes SS, and both ς and σ become Σ.
  return plain.toUpperCase().toLowerCase().replaceAll('ς', 'σ').replace(OTHER, alike).replace(UNEVEN_SPACE, ' ');
}

function alike(character: string): string {
  const known = ALIKE.get(character) ?? digitOf(character);
  ALIKE.set(character, known);
  return known;
}

/**
 * The ASCII digit for a digit of another script. The ten digits of a script are consecutive, and a block of digits is
 * only ever preceded by other whole blocks.
 */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}
