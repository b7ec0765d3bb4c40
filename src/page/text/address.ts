/** How an address is shown, so that what one reads is where it leads. Pure. */

import { signal } from '@preact/signals';

/** The parts of an address as typed: its host, with a port perhaps, or the mail address, and what stands behind that. */
const PARTS = /^(?:https?:\/\/([^/\\?#]*)|mailto:([^?#]*))(.*)$/is;

const ASCII = /^[ -~]*$/;

/**
 * Whether a host in other letters than ASCII can't be taken for another, and `beside`, behind it, isn't drawn in front of it. It
 * comes with the late part (clear-host.ts). Until then such hosts are shown as the network spells them: few messages have any.
 */
export const clearHost = signal<((host: string, beside: string) => boolean) | undefined>();

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
  if (ASCII.test(host) || !clearHost.value?.(host, url.port + rest)) return url.host;
  return url.port ? `${host}:${url.port}` : host;
}

/** The same of the address of one recipient: a name, and a host. */
function isClearMail(address: string, rest: string): boolean {
  const parts = address.toLowerCase().split('@');
  const isPartClear = (part: string, place: number): boolean | undefined =>
    ASCII.test(part) || clearHost.value?.(part.replace(/[+_]/g, '.'), place === 0 ? '@' : rest);
  return parts.length === 2 && parts.every(isPartClear);
}
