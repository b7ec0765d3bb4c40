/**
 * The responses of the service worker: the server's page if the server answers, and the stored files of a build if it
 * doesn't. A cache that is unreadable or full never prevents the server's response.
 */

import { isAnswer, keepableAsset } from './rules.ts';

/** How long a navigation waits for the server. Longer than a slow phone takes, shorter than people wait. */
const PATIENCE_MS = 4_000;

/** The parts of a navigation event that are used here. */
export interface Navigation {
  request: Request;
  /** The response to the navigation preload. `undefined` if there was none. */
  preloadResponse: Promise<Response | undefined>;
}

/** The server's page, so that the page is never older than its server. The stored page if the server doesn't answer. */
export async function shell({ request, preloadResponse }: Navigation, cacheName: string): Promise<Response> {
  const fromServer = preloadResponse.then((early) => early ?? fetch(request));
  // Nobody awaits the server's page any more once the stored page has been returned.
  fromServer.catch(() => {});
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const answer = await Promise.race([fromServer, late]).catch(() => undefined);
  if (answer && isAnswer(answer)) return answer;
  return (await keptPage(cacheName).catch(() => undefined)) ?? fromServer;
}

async function keptPage(cacheName: string): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match('/');
}

/** A stored asset is never outdated: its name contains a hash of its content, or it belongs to the build. */
export async function asset(request: Request, pathname: string, cacheName: string): Promise<Response> {
  const kept = await keptAsset(pathname, cacheName).catch(() => undefined);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.status === 200 && keepableAsset(pathname))
    await keep(pathname, answer.clone(), cacheName).catch(() => undefined);
  return answer;
}

async function keptAsset(pathname: string, cacheName: string): Promise<Response | undefined> {
  // A page of the previous build still finds its files.
  return (await (await caches.open(cacheName)).match(pathname)) ?? caches.match(pathname);
}

async function keep(pathname: string, answer: Response, cacheName: string): Promise<void> {
  await (await caches.open(cacheName)).put(pathname, answer);
}
