/** Identifies where a client connects from, for limits and bans: one tag per IPv4 address or IPv6 network. */

import { toBase64Url } from '../protocol/base64url.ts';
import { sha256 } from '../protocol/hash.ts';

/**
 * The platform sets this header on every request and discards what the client sent under this name. `X-Forwarded-For`,
 * in contrast, can be forged.
 */
const ADDRESS_HEADER = 'CF-Connecting-IP';
/** 96 bits, so that no two addresses collide by chance. */
const TAG_CHARS = 16;
/**
 * The shared tag of all clients with an unknown address: locally, and behind a server that doesn't pass the address on.
 */
const UNKNOWN = 'unknown';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
/** The characters of an IPv6 address. The URL parser checks the rest. */
const IPV6 = /^[\da-f:.]{2,45}$/i;
/** IPv4-mapped IPv6 (RFC 4291 §2.5.5.2), in the form that a URL gives it. */
const MAPPED = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/;

/**
 * The part of an address that identifies one customer of a network: all of an IPv4 address, and the /64 of an IPv6
 * address (RFC 6177: every end site has at least a /64, so addresses within it cost nothing).
 * @returns `unknown` for anything but an address
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
 * The tag by which rooms know an address. It is the same in all rooms, because some limits apply across rooms. It keeps
 * raw addresses out of sockets and logs but doesn't hide them: there are so few IPv4 addresses that anyone can hash
 * them all. The tag lives as long as the socket. Bans outlive it, so their addresses are hashed again with a salt of
 * the room's own.
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
