/**
 * Answers a browser that opens a path without a file: redirects to the room that was meant, or serves the page, which
 * explains the error.
 */

import { roomPath, routeOf } from '../protocol/room-path.ts';
import { notFoundPage, redirect } from './http.ts';

/** The static files. */
export interface Assets {
  fetch(url: URL): Promise<Response>;
}

/** Paths that only programs request. */
const API = /^\/api(?:\/|$)/;

/** Whether a user opens `request` in a browser. Navigation accepts HTML, whereas scripts and tools accept anything. */
function isOpened({ method, headers }: Request): boolean {
  // Browsers omit the mode on plain HTTP.
  const mode = headers.get('Sec-Fetch-Mode') ?? 'navigate';
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && mode === 'navigate' && /\btext\/html\b/i.test(headers.get('Accept') ?? '');
}

/**
 * The answer to a user who opened an unknown path.
 * @returns `undefined` for programs, and where the page is not available
 */
export async function pageFor(request: Request, assets: Assets | undefined): Promise<Response | undefined> {
  const { pathname, search, origin } = new URL(request.url);
  if (!assets || !isOpened(request) || API.test(pathname)) return undefined;
  const route = routeOf(pathname);
  // The browser carries the fragment along, which can hold a message number or the key of a locked room.
  const path = route.kind === 'room' ? roomPath(route.room) : '/';
  // The path is already canonical, so redirecting would loop.
  if (path === pathname) return undefined;
  if (route.kind === 'room' || route.kind === 'home') return redirect(route.kind === 'room' ? path + search : path);
  const page = await assets.fetch(new URL('/', origin));
  return page.ok ? notFoundPage(page) : undefined;
}
