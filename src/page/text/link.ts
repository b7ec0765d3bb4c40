/** Which addresses become links, and what they are called. */

import { allowed } from '../../client/allowed.ts';
import { isBlank } from '../../protocol/text.ts';
import { shownAddress, shownHost } from './address.ts';

/** A link that is safe to offer: `href` to follow, `label` to read. */
export interface Link {
  href: string;
  label: string;
  /** The end of the label that tells where it leads, of a label that isn't the address. */
  target?: string;
}

const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * The address as a URL, if it may be a link: http, https or mailto, and no user name in front of the host, which only
 * serves to make one host look like another.
 */
function safeUrl(address: string): URL | undefined {
  if (/[\s\p{Cc}]/u.test(address)) return undefined;
  // `URL.parse` is younger than some browsers that the page is for.
  const url = allowed(() => new URL(address));
  if (!url || !PROTOCOLS.has(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  // "https:evil" and "https://\evil" parse too, as "https://evil": what isn't written as an address isn't one.
  return url.protocol === 'mailto:' || /^https?:\/\/[^/\\]/i.test(address) ? url : undefined;
}

/** A bare address in a text, or `undefined` if it is not to be a link. */
export function bareLink(address: string): Link | undefined {
  const url = safeUrl(address);
  return url && { href: url.href, label: shownAddress(address, url) };
}

/** Format characters, by which a label could turn its host round or seem to be empty. Within emoji they stay. */
const UNSEEN =
  /(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f)(?:\u200d|\ufe0f))[\p{Default_Ignorable_Code_Point}\p{C}]/gu;

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

/** What can't be the last character of a bare address: punctuation that belongs to the sentence around it. */
const TRAILING: ReadonlySet<string> = new Set('.,;:!?\'"*_~');

/**
 * Cuts from the end of a bare address what belongs to the sentence, a closing bracket without its opening one too.
 * One pass from either side, since anybody can write a text of nothing but brackets.
 */
export function trimAddress(address: string): string {
  let unopened = 0;
  for (const character of address) {
    if (character === '(') unopened--;
    else if (character === ')') unopened++;
  }
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    if (TRAILING.has(last)) continue;
    if (last !== ')' || unopened <= 0) break;
    unopened--;
  }
  return address.slice(0, end);
}
