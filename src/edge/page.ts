/** What a person gets at an address that is no file: the way to the room that they mean, or the page, which has words for it. */

import { placeOf, roomPath } from '../protocol/room-path.ts';
import { notFoundPage, redirect } from './http.ts';

/** The static files. */
export interface Assets {
  fetch(url: URL): Promise<Response>;
}

/** Where only programs ask. */
const API = /^\/api(?:\/|$)/;

/** Whether a person opens `request` in a browser: their address bar asks for HTML, and a script or tool for anything. */
function isOpened({ method, headers }: Request): boolean {
  // Browsers leave the mode out on plain HTTP.
  const mode = headers.get('Sec-Fetch-Mode') ?? 'navigate';
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && mode === 'navigate' && /\btext\/html\b/i.test(headers.get('Accept') ?? '');
}

/**
 * The answer to somebody who opened an address that nothing has.
 * @returns `undefined` for programs, and where the page can't be had
 */
export async function pageFor(request: Request, assets: Assets | undefined): Promise<Response | undefined> {
  const { pathname, search, origin } = new URL(request.url);
  if (!assets || !isOpened(request) || API.test(pathname)) return undefined;
  const place = placeOf(pathname);
  // The browser itself carries the fragment along: the number of a message, or the key of a lock.
  const path = place.kind === 'room' ? roomPath(place.room) : '/';
  // The page at its own address would be there, if it could be had.
  if (path === pathname) return undefined;
  if (place.kind === 'room' || place.kind === 'home') return redirect(place.kind === 'room' ? path + search : path);
  const page = await assets.fetch(new URL('/', origin));
  return page.ok ? notFoundPage(page) : undefined;
}
