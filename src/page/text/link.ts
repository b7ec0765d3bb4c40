/** Which addresses become links, and what they are called. */

import { allowed } from '../../client/allowed.ts';
import { isBlank } from '../../protocol/text.ts';
import { shownAddress, shownHost } from './address.ts';
import { EMOJI } from './flanking.ts';

/** A link that is safe to offer: `href` to follow, `label` to read. */
export interface Link {
  href: string;
  label: string;
  /** The end of the label that tells where it leads, of a label that isn't the address. */
  target?: string;
}

/**
 * What is written as an address, without anything that a browser would leave out: "https:evil" and "https://\evil" parse too, as
 * "https://evil".
 */
const ADDRESS = /^(?:mailto:|https?:\/\/(?![/\\]))[^\s\p{Cc}]*$/iu;

/**
 * The address as a URL, if it may be a link: http, https or mailto, and no user name in front of the host, which only
 * serves to make one host look like another.
 */
function safeUrl(address: string): URL | undefined {
  // `URL.parse` is younger than some browsers that the page is for.
  const url = ADDRESS.test(address) ? allowed(() => new URL(address)) : undefined;
  return url?.username === '' && url.password === '' ? url : undefined;
}

/** A bare address in a text, or `undefined` if it is not to be a link. */
export function bareLink(address: string): Link | undefined {
  const url = safeUrl(address);
  return url && { href: url.href, label: shownAddress(address, url) };
}

/** Format characters, by which a label could turn its host round or seem to be empty. Within emoji they stay. */
const UNSEEN = /(?!(?<=[\p{ExtPict}\p{EMod}]|\ufe0f)(?:\u200d|\ufe0f))[\p{DI}\p{C}]/gu;

/** `[label](address)`. Behind a label that is neither the address nor its host stands the true host, so that it can't lie. */
export function labelledLink(label: string, address: string): Link | undefined {
  const url = safeUrl(address);
  if (!url) return undefined;
  const { href } = url;
  const told = label.replace(/\s+/g, ' ').replace(UNSEEN, '');
  const host = shownHost(address, url);
  if (told === host) return { href, label: host };
  const shown = shownAddress(address, url);
  if (isBlank(told) || told === shown) return { href, label: shown };
  const target = `(${host})`;
  return { href, label: `${told} ${target}`, target };
}

/** Letters, digits and emoji of all scripts. What isn't seen, and what is punctuation outside of ASCII, ends an address. */
const ABROAD = `[[\\p{L}\\p{M}\\p{N}${EMOJI}]--[\\p{DI}--\\ufe0f]]`;
/** Within a word it belongs to that. */
const JOINERS = '·・–’־׳״\\u200c\\u200d';
const BETWEEN = `[${JOINERS}](?=[\\p{L}\\p{N}\\p{ExtPict}])(?!https?://|mailto:)`;
/** Not where the next address begins, unless it is a part of this one: `https://a.example/?url=https://b.example`. */
const SAME = '(?!(?<![\\/=?#])(?:https?://|mailto:))';
/**
 * A sentence that goes on in a script without capitals: behind a name in ASCII, a port or an IPv4 address. Looked back for only from
 * a letter or sign that can begin it, which ends what is looked through: else it would take the square of the length.
 */
const SENTENCE = `[\\p{Lo}\\p{Lm}${JOINERS}]`;
/** The first label of a host, if it is in ASCII. It is only the beginning of a name if that goes on: a link to it would lead elsewhere. */
const FIRST_LABEL = '\\/(?:www\\.)?[\\d\\-]*[a-z][\\w\\-]*';
const GOES_ON = '[^\\s\\/.]*\\.\\p{L}';
const NAME = `(?:(?<=(?<!\\/www)\\.[\\d\\-]*[a-z][\\w\\-]*|:\\d+|\\/\\d+\\.\\d+\\.\\d+\\.\\d+)|(?<=${FIRST_LABEL})(?!${GOES_ON}))`;
const HOST = `(?:\\[[\\d:.a-f]+\\]|(?:${SAME}(?!(?=${SENTENCE})${NAME})(?:[\\w.~%@\\-]|:(?=\\p{ASCII})|${ABROAD}|${BETWEEN}|(?<=${FIRST_LABEL})[\\p{S}--\\p{ASCII}](?=${GOES_ON})))+)(?::\\d+)?`;
const MAIL = `[\\w.+\\-]+@[\\w\\-]*\\.[\\w.\\-]*\\w(?=${SENTENCE})`;

/** How an address begins; a group of it tells that it goes on. */
const HEAD = new RegExp(`https?://${HOST}([\\/?#])?|mailto:(?:${MAIL}|())`, 'ivy');
/** How it goes on up to a bracket. Two stars, tildes or bars are markup. */
const REST = new RegExp(`(?:${SAME}(?!\\*\\*|~~|\\|\\|)(?:[!#-'*-;=?-Z^_a-z\\|~]|${ABROAD}|${BETWEEN}))*`, 'ivy');

/** What can't be the last character of a bare address: punctuation that belongs to the sentence around it. */
const TRAILING: ReadonlySet<string> = new Set('.,;:!?\'"*_~|([{');
/** An emoji that ends no name of a page. */
const TRAILING_EMOJI = new RegExp(`(?<=[\\p{L}\\p{N}.!?])[${EMOJI}]+$`, 'v');
const BRACKETS = '([{)]}';

/**
 * The bare address that begins at a place in the text, without what belongs to the sentence: from a closing bracket on that lacks
 * its opening one, and at the end. Little more is looked at, for that is where the next address is looked for.
 */
export function addressAt(text: string, at: number): string {
  HEAD.lastIndex = at;
  const head = HEAD.exec(text);
  if (!head) return '';
  let end = HEAD.lastIndex;
  const depths = [0, 0, 0];
  for (let goesOn = (head[1] ?? head[2]) !== undefined; goesOn; ) {
    REST.lastIndex = end;
    end += REST.exec(text)?.[0].length ?? 0;
    const bracket = BRACKETS.indexOf(text[end] ?? ' ');
    const depth = (depths[bracket % 3] ?? 0) + (bracket < 3 ? 1 : -1);
    goesOn = bracket >= 0 && depth >= 0;
    if (!goesOn) break;
    depths[bracket % 3] = depth;
    end++;
  }
  return withoutTrail(withoutTrail(text.slice(at, end)).replace(TRAILING_EMOJI, ''));
}

function withoutTrail(address: string): string {
  let end = address.length;
  while (end > 0 && TRAILING.has(address.charAt(end - 1))) end--;
  return address.slice(0, end);
}
