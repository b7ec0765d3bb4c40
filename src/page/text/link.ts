/** Which addresses become links, and how links are labelled. */

import { allowed } from '../../client/storage/if-allowed.ts';
import { isBlank } from '../../protocol/text.ts';
import { shownAddress, shownHost } from './address.ts';
import { EMOJI } from './flanking.ts';

/** A safe link: `href` to follow, `label` to read. */
export interface Link {
  href: string;
  label: string;
  /** The end of the label that tells where the link leads, if the label isn't the address. */
  target?: string;
}

/**
 * An address that is written out in full, so that a browser has nothing to repair: "https:evil" and "https://\evil"
 * parse as "https://evil", too.
 */
const ADDRESS = /^(?:mailto:|https?:\/\/(?![/\\]))[^\s\p{Cc}]*$/iu;

/**
 * The address as a URL if it may become a link: http, https or mailto, without a user name before the host. A user name
 * only serves to make one host look like another.
 */
function safeUrl(address: string): URL | undefined {
  // `URL.parse` is newer than some browsers that the page supports.
  const url = ADDRESS.test(address) ? allowed(() => new URL(address)) : undefined;
  return url?.username === '' && url.password === '' ? url : undefined;
}

/** The link for a bare address in a text, or `undefined` if it must not become one. */
export function bareLink(address: string): Link | undefined {
  const url = safeUrl(address);
  return url && { href: url.href, label: shownAddress(address, url) };
}

/** Format characters, which could reverse the host in a label or make the label seem empty. Within emoji they stay. */
const UNSEEN = /(?!(?<=[\p{ExtPict}\p{EMod}]|\ufe0f)(?:\u200d|\ufe0f))[\p{DI}\p{C}]/gu;

/**
 * `[label](address)`. The true host follows any label that is neither the address nor its host, so that the label can't
 * lie.
 */
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

/** Letters, digits and emoji of all scripts. Invisible characters and non-ASCII punctuation end an address. */
const ABROAD = `[[\\p{L}\\p{M}\\p{N}${EMOJI}]--[\\p{DI}--\\ufe0f]]`;
/** Characters that belong to a word when they are within it. */
const JOINERS = '·・–’־׳״\\u200c\\u200d';
const BETWEEN = `[${JOINERS}](?=[\\p{L}\\p{N}\\p{ExtPict}])(?!https?://|mailto:)`;
/** Stops where the next address begins, unless that is part of this one: `https://a.example/?url=https://b.example`. */
const SAME = '(?!(?<![\\/=?#])(?:https?://|mailto:))';
/**
 * A sentence that continues in a script without capitals, after an ASCII name, a port or an IPv4 address. The pattern
 * looks back only from a character that can begin such a sentence, because looking back from each one would take
 * quadratic time.
 */
const SENTENCE = `[\\p{Lo}\\p{Lm}${JOINERS}]`;
/**
 * The first label of a host, if it is ASCII. If the name continues after it, a link to this label alone would lead
 * elsewhere.
 */
const FIRST_LABEL = '\\/(?:www\\.)?[\\d\\-]*[a-z][\\w\\-]*';
const GOES_ON = '[^\\s\\/.]*\\.\\p{L}';
const NAME = `(?:(?<=(?<!\\/www)\\.[\\d\\-]*[a-z][\\w\\-]*|:\\d+|\\/\\d+\\.\\d+\\.\\d+\\.\\d+)|(?<=${FIRST_LABEL})(?!${GOES_ON}))`;
const HOST = `(?:\\[[\\d:.a-f]+\\]|(?:${SAME}(?!(?=${SENTENCE})${NAME})(?:[\\w.~%@\\-]|:(?=\\p{ASCII})|${ABROAD}|${BETWEEN}|(?<=${FIRST_LABEL})[\\p{S}--\\p{ASCII}](?=${GOES_ON})))+)(?::\\d+)?`;
const MAIL = `[\\w.+\\-]+@[\\w\\-]*\\.[\\w.\\-]*\\w(?=${SENTENCE})`;

/** The beginning of an address. A group of it matches if the address continues. */
const HEAD = new RegExp(`https?://${HOST}([\\/?#])?|mailto:(?:${MAIL}|())`, 'ivy');
/** The continuation of an address up to a bracket. Two stars, tildes or bars are markup. */
const REST = new RegExp(`(?:${SAME}(?!\\*\\*|~~|\\|\\|)(?:[!#-'*-;=?-Z^_a-z\\|~]|${ABROAD}|${BETWEEN}))*`, 'ivy');

/** Characters that can't end a bare address: punctuation of the sentence around it. */
const TRAILING: ReadonlySet<string> = new Set('.,;:!?\'"*_~|([{');
/** Emoji that follow the address in the sentence and aren't part of it. */
const TRAILING_EMOJI = new RegExp(`(?<=[\\p{L}\\p{N}.!?])[${EMOJI}]+$`, 'v');
const BRACKETS = '([{)]}';

/**
 * The bare address that begins at a position in the text, without what belongs to the sentence: everything from an
 * unmatched closing bracket on, and trailing punctuation. Little more text is examined, because the search for the next
 * address starts there.
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
