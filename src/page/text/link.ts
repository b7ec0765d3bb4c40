/** Which addresses become links, and how they are shown. */

/** A link that is safe to offer: `href` to follow, `label` to read. */
export interface Link {
  href: string;
  label: string;
}

const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** The letters of one host may come from one of these sets; any other mixture is shown as punycode. */
const SCRIPTS = [
  /^[\p{Script=Latin}\P{L}]*$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\P{L}]*$/u,
  /^[\p{Script=Cyrillic}\P{L}]*$/u,
  /^[\p{Script=Greek}\P{L}]*$/u,
  /^[\p{Script=Arabic}\P{L}]*$/u,
  /^[\p{Script=Hebrew}\P{L}]*$/u,
  /^[\p{Script=Devanagari}\P{L}]*$/u,
  /^[\p{Script=Thai}\P{L}]*$/u,
];

/**
 * The address as a URL, if it may be a link: http, https or mailto, and no user name in front of the host, which only
 * serves to make one host look like another.
 */
function safeUrl(address: string): URL | undefined {
  if (/\s/.test(address)) return undefined;
  const url = URL.parse(address);
  if (!url || !PROTOCOLS.has(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  // "https:evil" parses too, as "https://evil": what isn't written as an address isn't one.
  return url.protocol === 'mailto:' || /^https?:\/\/[^/]/i.test(address) ? url : undefined;
}

/** A bare address in a text, or `undefined` if it is not to be a link. */
export function bareLink(address: string): Link | undefined {
  const url = safeUrl(address);
  return url && { href: url.href, label: shownAddress(address, url) };
}

/** `[label](address)`. A label that itself looks like an address gets the true host behind it, so that it can't lie. */
export function labelledLink(label: string, address: string): Link | undefined {
  const url = safeUrl(address);
  if (!url) return undefined;
  const looksLikeAddress = /[\p{L}\p{N}]\.\p{L}{2}/u.test(label) || /https?:|mailto:/i.test(label);
  if (!looksLikeAddress || label === address) return { href: url.href, label };
  return { href: url.href, label: `${label} (${url.host || url.pathname})` };
}

/** The address as typed, unless its host mixes scripts: then with the host in punycode. */
function shownAddress(address: string, url: URL): string {
  const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/is.exec(address) ?? [];
  if (host === '' || isAscii(host) || SCRIPTS.some((script) => script.test(host))) return address;
  return `${scheme}${url.host}${rest}`;
}

function isAscii(text: string): boolean {
  return /^[\u0020-\u007e]*$/.test(text);
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
