/** Which non-ASCII hosts are shown as typed: those that can't be mistaken for another host. Pure. */

import { inScripts } from './scripts.ts';

/**
 * The letters of Latin alphabets in use. Look-alikes of other alphabets are left out, such as ɑ (like a) and ı (like
 * i).
 */
const LATIN = /^[\d.a-z\u00df-\u0130\u0132-\u0137\u0139-\u017e\u01a1\u01b0\u1e00-\u1eff-]*$/;
/** The other scripts that are shown, each with the letters that don't resemble a Latin letter, a digit or a stroke. */
const SCRIPTS = (
  [
    ['Han Hira Kana Hang Bopo', '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}]--[一丨丶丿ノー]'],
    ['Cyrl', 'вджилнфц-щыэ-яєљњђ'],
    ['Grek', 'δζθλξπφψ'],
    ['Arab', 'بت-غف-نيپچژکگی'],
    ['Hebr', 'א-הזך-למנף-ש'],
    ['Deva', '\\p{L}--ठ'],
    ['Thai', 'ก-ณตถธผฝภยว-สฬ-ฮ'],
  ] as const
).map(([names, letters]) => ({
  all: new RegExp(`^[\\d.\\-${inScripts(names)}]*$`, 'v'),
  some: new RegExp(`[${letters}]`, 'v'),
}));
/**
 * Letters, marks and ASCII digits. Punctuation, digits and strokes of other scripts can look like the punctuation of an
 * address.
 */
const PLAIN = /^[[\p{L}--[\p{Lm}\u1100-\u11ff丨丶丿乀]][ー々ๆ]\p{M}\d.\-]*$/v;
/** These two strokes look like punctuation as well, unless they are part of a word in kana. */
const STROKES = /(?<![ァ-ヺー])ノ[ノー]*(?![ァ-ヺー])|(?<![ぁ-ヺー])ー/;
/**
 * Marks below a letter disappear in the underline of a link, and a stroke through a letter is hard to see. For
 * decomposed text.
 */
const HARDLY_SEEN = /[\u0323-\u0331łđħŧŋ]/;
const RIGHT_TO_LEFT = /[\p{scx=Arab}\p{scx=Hebr}]/u;
/**
 * One right-to-left label between left-to-right labels that keep it in place. A digit next to it would be drawn on its
 * other side.
 */
const TURNED_IN_PLACE = /^(?:[a-z\d-]+\.)*[\p{L}\p{M}]+(?:\.[a-z]+)+$/u;
/**
 * Whether a non-ASCII host can't be mistaken for another host, and whether `beside`, the text after it, isn't drawn in
 * front of it.
 */
export function isClearHost(host: string, beside: string): boolean {
  const isOdd = !PLAIN.test(host) || STROKES.test(host) || HARDLY_SEEN.test(host.normalize('NFD'));
  if (isOdd || host !== host.normalize('NFKC')) return false;
  const isOne = LATIN.test(host) || SCRIPTS.some(({ all }) => all.test(host));
  const isTurned = RIGHT_TO_LEFT.test(host) && (isOne ? /[^/]/.test(beside) : !TURNED_IN_PLACE.test(host));
  if (isTurned) return false;
  // After labels in its own script a suffix may look Latin. There are few such suffixes, and "рус" is one of them.
  return host
    .split('.')
    .every((label, place, { length }) => isClearLabel(label) || (isOne && place > 0 && place === length - 1));
}

/** Whether a label of a host is Latin, or can't be mistaken for Latin. */
function isClearLabel(label: string): boolean {
  return LATIN.test(label) || SCRIPTS.some(({ all, some }) => all.test(label) && some.test(label));
}
