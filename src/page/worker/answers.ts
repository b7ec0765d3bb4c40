/**
 * What the service worker answers: the server's page where there is a server, what is kept of a build where there is none.
 * A cache that can't be read or has no room left takes nothing from what the server has answered.
 */

import { isAnswer, keepableAsset } from './rules.ts';

/** How long a navigation waits for the server. Longer than a slow phone takes, shorter than people wait. */
const PATIENCE_MS = 4_000;

/** What is used of a navigation's event. */
export interface Navigation {
  request: Request;
  /** The answer to the request that the browser makes while the worker starts; `undefined` where it makes none. */
  preloadResponse: Promise<Response | undefined>;
}

/** The server's page where there is a server, so that none is older than it; the kept one where it doesn't answer. */
export async function shell({ request, preloadResponse }: Navigation, cacheName: string): Promise<Response> {
  const fromServer = preloadResponse.then((early) => early ?? fetch(request));
  // Nobody waits for it any more once what is kept was given.
  fromServer.catch(() => {});
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const answer = await Promise.race([fromServer, late]).catch(() => undefined);
  if (answer && isAnswer(answer)) return answer;
  return (await keptPage(cacheName).catch(() => undefined)) ?? fromServer;
}

async function keptPage(cacheName: string): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match('/');
}

/** Their names carry a hash of their content, or they belong to the build: what is kept is right. */
export async function asset(request: Request, pathname: string, cacheName: string): Promise<Response> {
  const kept = await keptAsset(pathname, cacheName).catch(() => undefined);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.status === 200 && keepableAsset(pathname))
    await keep(pathname, answer.clone(), cacheName).catch(() => undefined);
  return answer;
}

async function keptAsset(pathname: string, cacheName: string): Promise<Response | undefined> {
  // A page of the build before this one still finds its parts.
  return (await (await caches.open(cacheName)).match(pathname)) ?? caches.match(pathname);
}

async function keep(pathname: string, answer: Response, cacheName: string): Promise<void> {
  await (await caches.open(cacheName)).put(pathname, answer);
}
