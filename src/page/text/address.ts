/** How a link's address is displayed, so that people see where it really leads. Pure. */

import { signal } from '@preact/signals';

/** The parts of an address as typed: the host with an optional port, or the email address, and then the rest. */
const PARTS = /^(?:https?:\/\/([^/\\?#]*)|mailto:([^?#]*))(.*)$/is;

const ASCII = /^[ -~]*$/;

/**
 * Whether a non-ASCII host can't be mistaken for another host, and whether `beside`, the text after it, isn't drawn in
 * front of it. The check comes with the late part (clear-host.ts). Until then such hosts are shown in their ASCII form.
 * Few messages contain one.
 */
export const clearHost = signal<((host: string, beside: string) => boolean) | undefined>();

/** Characters that are invisible, look like a space, or change the direction of the text after them. */
const UNSEEN = /[\p{DI}\p{C}\p{Z}\u2800]/gu;

/** The address as it is shown: its true host, followed by the rest as typed, in which no character is invisible. */
export function shownAddress(typed: string, url: URL): string {
  const rest = PARTS.exec(typed)?.[3] ?? '';
  // A backslash ends a host like a slash does, but doesn't look like one.
  const seen = rest.toWellFormed().replace(/^\\/, '/').replace(UNSEEN, encodeURIComponent);
  return `${typed.slice(0, url.protocol.length)}${url.host && '//'}${shownTarget(url, typed, rest)}${seen}`;
}

/**
 * Where the address leads, shown after a label: the host or the email address. An email address with a query is shown
 * in full.
 */
export function shownHost(typed: string, url: URL): string {
  // The query of an email address can name further recipients, or the only one.
  if (!url.host && (url.search || !url.pathname)) return shownAddress(typed, url);
  return shownTarget(url, typed, '');
}

/**
 * The host as the browser parsed it, in ASCII. In that form a capital I can't pass for an l, and a number can't hide an
 * address. The browser percent-encodes other letters of an email address. The typed form is returned only if it can't
 * be mistaken for another.
 */
function shownTarget(url: URL, typed: string, rest: string): string {
  const [, place = '', mail = ''] = PARTS.exec(typed) ?? [];
  if (!url.host) return isClearMail(mail, rest) ? mail : url.pathname;
  const host = place.toLowerCase().replace(/:\d*$/, '');
  // Keep the typed form unless its capitals look like an l or a 0.
  if ((host === url.hostname || host[0] === '[') && !/[IO]/.test(place)) return place;
  if (ASCII.test(host) || !clearHost.value?.(host, url.port + rest)) return url.host;
  return url.port ? `${host}:${url.port}` : host;
}

/** Whether the email address of a single recipient can't be mistaken for another. */
function isClearMail(address: string, rest: string): boolean {
  const parts = address.toLowerCase().split('@');
  const isPartClear = (part: string, place: number): boolean | undefined =>
    ASCII.test(part) || clearHost.value?.(part.replace(/[+_]/g, '.'), place === 0 ? '@' : rest);
  return parts.length === 2 && parts.every(isPartClear);
}
