/** Which requests the service worker handles, and its messages to pages. Pure. */

import { routeOf } from '../../protocol/room-path.ts';

/** A message from the worker to a page. */
export type ToPage =
  /** Asks the page to answer on the port if it shows `path`. */
  | { kind: 'shows'; path: string }
  /** Asks the page to show `path`. */
  | { kind: 'go'; path: string };

/** Whether a path belongs to the page: the home page, or a room in any spelling. */
export function isShell(path: string): boolean {
  return routeOf(path).kind !== 'nowhere';
}

/** Whether the file at `path` never changes, so that it may be stored once it has been fetched. */
export function keepableAsset(path: string): boolean {
  return path.startsWith('/assets/');
}

/**
 * Whether the server itself has answered. Firefox reports a failed navigation preload as an error response, and a proxy
 * in front of a server that is down has an error page. A redirect also has the status 0 here.
 */
export function isAnswer({ type, status }: Pick<Response, 'type' | 'status'>): boolean {
  return type !== 'error' && status < 500;
}

/**
 * The caches to delete when `current` takes over: all of Parley's except the newest other one, whose page may still be
 * open.
 * @param names of all caches, oldest first
 */
export function staleCaches(names: readonly string[], current: string): string[] {
  return names.filter((name) => name.startsWith('parley-') && name !== current).slice(0, -1);
}
