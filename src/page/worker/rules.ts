/** Which requests the service worker handles, and its messages to pages. Pure. */

import { placeOf } from '../../protocol/room-path.ts';

/** What it says to a page. */
export type ToPage =
  /** Answer, with anything, on the port that comes with it if this is what you show. */
  | { kind: 'shows'; path: string }
  /** Show it. */
  | { kind: 'go'; path: string };

/** Whether a path is one of the page: of all rooms, or of one, in whatever spelling. */
export function isShell(path: string): boolean {
  return placeOf(path).kind !== 'nowhere';
}

/** Whether what is at `path` never changes, and so may be kept once it was fetched. */
export function keepableAsset(path: string): boolean {
  return path.startsWith('/assets/');
}

/**
 * Whether somebody has answered for a page. Firefox tells of a navigation preload that failed by an error response, not by
 * rejecting; a proxy in front of a server that is down has an error page. A redirect has the status 0 here, too.
 */
export function isAnswer({ type, status }: Pick<Response, 'type' | 'status'>): boolean {
  return type !== 'error' && status < 500;
}

/**
 * The caches to delete when `current` takes over: all of ours but the newest other one, whose page may still be open.
 * @param names of all caches, oldest first
 */
export function staleCaches(names: readonly string[], current: string): string[] {
  return names.filter((name) => name.startsWith('parley-') && name !== current).slice(0, -1);
}
