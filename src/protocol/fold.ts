/** How texts and names are compared: one way for the search of the room, the marks on the page, and the names that are called. */

import { boundMarks } from './text.ts';

const ASCII = /^[\0-\x7f]*$/;
/**
 * Accents of Latin, Greek and Cyrillic letters, vowel points and other marks of Hebrew and Arabic, the stroke that stretches an
 * Arabic word, and invisible characters. Marks of other scripts are letters of theirs, and stay. So does what makes another sign of
 * a sign: the stroke of ≠, and in an emoji the joiners and the letters of a flag.
 */
const UNCOMPARED =
  /(?<!\p{S})\u0338|[[\u0300-\u036f\u0640\p{Default_Ignorable_Code_Point}[\p{Mn}&&[\p{scx=Hebrew}\p{scx=Arabic}]]]--[\u0338\u200d\u{e0020}-\u{e007f}]]|\u200d(?!\p{ExtPict})|(?<![🏴\u{e0020}-\u{e007f}])[\u{e0020}-\u{e007f}]+/gv;
/**
 * What else is written in more ways than one, each character with what stands for it: letters with a stroke and joined ones,
 * apostrophes, quotes and hyphens, letters of Arabic that keyboards for it and for Persian write as others. Digits are added as they come.
 */
const ALIKE = new Map(
  "ßss đd łl øo æae œoe ħh ‘' ’' ʼ' ʻ' ׳' ״\" “\" ”\" ىي یي کك ةه ٱا ‐-"
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)]),
);
const OTHER = new RegExp(`[${[...ALIKE.keys()].join('')}[\\p{Nd}--[0-9]]]`, 'gv');
/** White space that isn't one space. Each run is matched as a whole, so the time grows with the length of the text alone. */
const UNEVEN_SPACE = /[^\S ]\s*| \s+/g;

/** Whether it is folded at a fraction of what other text costs. */
export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

/**
 * Text as it is compared: without regard to case, to compatibility forms such as full-width letters, to the marks that nobody
 * needs to read it (accents, vowel points), to invisible characters, to the form of apostrophes, quotes and digits, and to how much white space there is.
 */
export function foldText(text: string): string {
  // Nearly all text is ASCII, or of a script without any of this; both are much quicker than the general case.
  if (isAscii(text)) return text.toLowerCase().replace(UNEVEN_SPACE, ' ');
  const plain = boundMarks(text).normalize('NFKD').replace(UNCOMPARED, '').normalize('NFC');
  // By way of capitals, since some letters share one: ß is SS, and ς is σ.
  return plain.toUpperCase().toLowerCase().replaceAll('ς', 'σ').replace(OTHER, alike).replace(UNEVEN_SPACE, ' ');
}

function alike(character: string): string {
  const known = ALIKE.get(character) ?? digitOf(character);
  ALIKE.set(character, known);
  return known;
}

/** The digit of another script as one in ASCII: ten of them follow one another, and only other tens stand right before them. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}
