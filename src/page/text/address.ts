/** How an address is shown, so that what one reads is where it leads. Pure. */

import { inScripts } from './scripts.ts';

/** The parts of an address as typed: its host, with a port perhaps, or the mail address, and what stands behind that. */
const PARTS = /^(?:https?:\/\/([^/\\?#]*)|mailto:([^?#]*))(.*)$/is;

const ASCII = /^[ -~]*$/;

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
/** What isn't seen, looks like a blank, or turns the direction of the text behind it. */
const UNSEEN = /[\p{DI}\p{C}\p{Z}\u2800]/gu;

/** The address as it is shown: its true host, and what was typed behind it, of which everything is seen. */
export function shownAddress(typed: string, url: URL): string {
  const rest = PARTS.exec(typed)?.[3] ?? '';
  // A backslash ends a host as a slash does, and doesn't look like it.
  const seen = rest.toWellFormed().replace(/^\\/, '/').replace(UNSEEN, encodeURIComponent);
  return `${typed.slice(0, url.protocol.length)}${url.host && '//'}${shownTarget(url, typed, rest)}${seen}`;
}

/** Where the address leads, as it is shown behind a label: the host, or the mail address; of a mail with more to it, all. */
export function shownHost(typed: string, url: URL): string {
  // Behind a mail address may stand others that the mail goes to, or the only one.
  if (!url.host && (url.search || !url.pathname)) return shownAddress(typed, url);
  return shownTarget(url, typed, '');
}

/**
 * The host as the browser has it, in ASCII: there no capital I looks like an l, and no number hides an address; of a mail address
 * in other letters the browser makes percent signs. As typed only if it can't be taken for another.
 */
function shownTarget(url: URL, typed: string, rest: string): string {
  const [, place = '', mail = ''] = PARTS.exec(typed) ?? [];
  if (!url.host) return isClearMail(mail, rest) ? mail : url.pathname;
  const host = place.toLowerCase().replace(/:\d*$/, '');
  // As typed unless its capitals look like an l or a 0.
  if ((host === url.hostname || host[0] === '[') && !/[IO]/.test(place)) return place;
  if (ASCII.test(host) || !isClear(host, url.port + rest)) return url.host;
  return url.port ? `${host}:${url.port}` : host;
}

/** The same of the address of one recipient: a name, and a host. */
function isClearMail(address: string, rest: string): boolean {
  const parts = address.toLowerCase().split('@');
  const isPartClear = (part: string, place: number): boolean =>
    ASCII.test(part) || isClear(part.replace(/[+_]/g, '.'), place === 0 ? '@' : rest);
  return parts.length === 2 && parts.every(isPartClear);
}

/** Whether a host in other letters than ASCII can't be taken for another, and `beside`, behind it, isn't drawn in front of it. */
function isClear(host: string, beside: string): boolean {
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
