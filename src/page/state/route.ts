/** The room that the address names. */

import { signal } from '@preact/signals';
import { type Route, roomPath, routeOf } from '../../protocol/room-path.ts';
import { takeKey } from './room-keys.ts';

/** The message in a fragment such as "#m17". */
export function messageOf(hash: string): number | undefined {
  const [, digits] = /^#m(\d{1,15})$/.exec(hash) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

export const route = signal<Route>({ kind: 'home' });

/** The `seq` of the message in the address, until the list has scrolled to that message. */
export const target = signal<number | undefined>(undefined);

/** Shows the page of `path` and makes it the address. `replace`: Back doesn't return to the present one. */
export function go(path: string, { replace = false } = {}): void {
  if (path !== location.pathname) history[replace ? 'replaceState' : 'pushState'](null, '', path);
  follow();
}

/** Starts following the address. */
export function startRouting(): void {
  addEventListener('popstate', follow);
  follow();
}

function follow(): void {
  const next = routeOf(location.pathname);
  const path = next.kind === 'room' ? roomPath(next.room) : next.kind === 'home' ? '/' : location.pathname;
  // A room has one address, however it was typed.
  if (location.pathname !== path) history.replaceState(null, '', path + location.hash);
  if (next.kind === 'room') takeKey(next.room);
  target.value = next.kind === 'room' ? messageOf(location.hash) : undefined;
  route.value = next;
}

/** Handles links within the page: a plain click is followed without loading a document. */
export function onLink(event: MouseEvent & { currentTarget: HTMLAnchorElement }): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(event.currentTarget.pathname);
}
