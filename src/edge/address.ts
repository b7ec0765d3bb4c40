/** Where a connect comes from, as far as limits and bans go: one tag for an IPv4 address, and one for an IPv6 network. */

import { toBase64Url } from '../protocol/base64url.ts';
import { sha256 } from '../protocol/hash.ts';

/** Set by the platform on every request, whatever the client sent under this name. `X-Forwarded-For` anybody may write. */
const ADDRESS_HEADER = 'CF-Connecting-IP';
/** 96 bits: no two addresses meet by chance. */
const TAG_CHARS = 16;
/** The one tag of all clients whose address is not known: locally, and behind a server that hands no address on. */
const UNKNOWN = 'unknown';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
/** What an IPv6 address can be written with; whether it is one a URL knows. */
const IPV6 = /^[\da-f:.]{2,45}$/i;
/** IPv4 in IPv6 (RFC 4291 §2.5.5.2), as a URL writes it. */
const MAPPED = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/;

/**
 * The part of an address that stands for one customer of a network: all of IPv4, the /64 of IPv6 (RFC 6177: an end site has
 * at least as much, so that in it an address of one's own is had for nothing).
 * @returns `unknown` for what is no address
 */
export function networkOf(address: string | null): string {
  if (address === null) return UNKNOWN;
  if (IPV4.test(address)) return address;
  const url = `http://[${address}]/`;
  if (!IPV6.test(address) || !URL.canParse(url)) return UNKNOWN;
  const canonical = new URL(url).hostname.slice(1, -1);
  const mapped = MAPPED.exec(canonical);
  if (mapped) return [mapped[1], mapped[2]].flatMap((word = '') => bytesOf(Number.parseInt(word, 16))).join('.');
  const [left = '', right] = canonical.split('::');
  const head = wordsOf(left);
  const tail = right === undefined ? [] : wordsOf(right);
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`;
}

/**
 * What rooms know an address by: the same in all of them, since some limits are over all rooms. It keeps addresses out of
 * sockets, logs and the eyes of whoever sees those, and no more: there are few enough IPv4 addresses to try them all. It lives
 * as long as the socket; what outlives that (bans) is hashed again, with a salt of the room's own.
 */
export async function addressTag(headers: Headers): Promise<string> {
  const text = `parley.address.${networkOf(headers.get(ADDRESS_HEADER))}`;
  return toBase64Url(await sha256(text)).slice(0, TAG_CHARS);
}

function wordsOf(text: string): string[] {
  return text === '' ? [] : text.split(':');
}

function bytesOf(word: number): number[] {
  return [word >> 8, word & 255];
}
