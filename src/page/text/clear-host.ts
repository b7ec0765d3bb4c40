/** Which hosts in other letters than ASCII are shown as they are: those that nobody takes for another. Pure. */

import { inScripts } from './scripts.ts';

/** Of Latin, the alphabets in use: of others' letters, ɑ looks like an a, and ı like an i. */
const LATIN = /^[\d.a-z\u00df-\u0130\u0132-\u0137\u0139-\u017e\u01a1\u01b0\u1e00-\u1eff-]*$/;
/** The other scripts that are shown, each with letters that nobody takes for one of Latin, a digit or a stroke. */
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
/** Letters, marks and digits of ASCII: punctuation, digits and strokes of other scripts look like punctuation of an address. */
const PLAIN = /^[[\p{L}--[\p{Lm}\u1100-\u11ff丨丶丿乀]][ー々ๆ]\p{M}\d.\-]*$/v;
/** So do these two where they belong to no word in Kana. */
const STROKES = /(?<![ァ-ヺー])ノ[ノー]*(?![ァ-ヺー])|(?<![ぁ-ヺー])ー/;
/** What hangs below a letter is lost in the underline of a link, and a stroke through it is hardly seen. In decomposed text. */
const HARDLY_SEEN = /[\u0323-\u0331łđħŧŋ]/;
const RIGHT_TO_LEFT = /[\p{scx=Arab}\p{scx=Hebr}]/u;
/** With one label from right to left, between others that keep it in its place: digits beside it would be drawn on its other side. */
const TURNED_IN_PLACE = /^(?:[a-z\d-]+\.)*[\p{L}\p{M}]+(?:\.[a-z]+)+$/u;
/** Whether a host in other letters than ASCII can't be taken for another, and `beside`, behind it, isn't drawn in front of it. */
export function isClearHost(host: string, beside: string): boolean {
  const isOdd = !PLAIN.test(host) || STROKES.test(host) || HARDLY_SEEN.test(host.normalize('NFD'));
  if (isOdd || host !== host.normalize('NFKC')) return false;
  const isOne = LATIN.test(host) || SCRIPTS.some(({ all }) => all.test(host));
  const isTurned = RIGHT_TO_LEFT.test(host) && (isOne ? /[^/]/.test(beside) : !TURNED_IN_PLACE.test(host));
  if (isTurned) return false;
  // Behind labels of its script, a suffix may look like one in Latin: there are few of them, and "рус" is one.
  return host
    .split('.')
    .every((label, place, { length }) => isClearLabel(label) || (isOne && place > 0 && place === length - 1));
}

/** Whether a label of a host is in Latin, or can't be taken for that. */
function isClearLabel(label: string): boolean {
  return LATIN.test(label) || SCRIPTS.some(({ all, some }) => all.test(label) && some.test(label));
}
