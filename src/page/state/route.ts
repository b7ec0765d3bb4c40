/** Which room the address names. */

import { signal } from '@preact/signals';
import { normaliseRoom } from '../../protocol/room-names.ts';
import { takeKey } from './room-keys.ts';

export type Route =
  | { kind: 'home' }
  | { kind: 'room'; room: string }
  /** An address that no room can have. */
  | { kind: 'bad'; raw: string };

/** The path of a room's page. */
export function roomPath(room: string): string {
  return `/r/${encodeURIComponent(room)}`;
}

/** What a path means. */
export function routeOf(path: string): Route {
  const [, encoded] = /^\/r\/(.*?)\/?$/s.exec(path) ?? [];
  if (encoded === undefined) return { kind: 'home' };
  const raw = decode(encoded);
  const room = encoded.includes('/') ? undefined : normaliseRoom(raw);
  return room === undefined ? { kind: 'bad', raw } : { kind: 'room', room };
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** The address of one message of a room. */
export function messageAddress(room: string, seq: number): string {
  return `${location.origin}${roomPath(room)}#m${seq}`;
}

/** The message that a fragment names: "#m17". */
export function messageOf(hash: string): number | undefined {
  const [, digits] = /^#m(\d{1,15})$/.exec(hash) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

export const route = signal<Route>({ kind: 'home' });

/** The `seq` of the message that the address names, until the room has gone there. */
export const target = signal<number | undefined>(undefined);

/** Shows the page of `path`, which becomes the address. `replace`: Back does not return to the one before. */
export function go(path: string, { replace = false } = {}): void {
  if (path !== location.pathname) history[replace ? 'replaceState' : 'pushState'](null, '', path);
  follow();
}

/** Follows the address from now on. */
export function startRouting(): void {
  addEventListener('popstate', follow);
  follow();
}

function follow(): void {
  const next = routeOf(location.pathname);
  // One room has one address, however it was typed.
  if (next.kind === 'room' && location.pathname !== roomPath(next.room))
    history.replaceState(null, '', roomPath(next.room) + location.hash);
  if (next.kind === 'room') takeKey(next.room);
  target.value = next.kind === 'room' ? messageOf(location.hash) : undefined;
  route.value = next;
}

/** For links within the page: a plain click is followed without loading anything. */
export function onLink(event: MouseEvent & { currentTarget: HTMLAnchorElement }): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(event.currentTarget.pathname);
}
