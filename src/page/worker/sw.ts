/**
 * The service worker: keeps the files of one build, so that the page opens without a connection, and leads from a
 * notification to its room. Messages are not its business, and what it isn't asked to keep goes past it.
 */

import { asset, shell } from './answers.ts';
import { isShell, keepableAsset, staleCaches, type ToPage } from './rules.ts';

declare const self: ServiceWorkerGlobalScope;

/** Put in by build.ts: the id of the build, and the paths of its files. */
declare const BUILD: string;
declare const FILES: readonly string[];

const CACHE = `parley-${BUILD}`;
/** How long a tab may take to say what it shows. One that sleeps says nothing. */
const ANSWER_MS = 500;

self.addEventListener('install', (event) => {
  event.waitUntil(install());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(activate());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (isShell(pathname)) event.respondWith(shell(event, CACHE));
  } else if (keepableAsset(pathname) || FILES.includes(pathname)) event.respondWith(asset(request, pathname, CACHE));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.data)));
});

/** All of the build or nothing. The page and its worker must be of one build: there may be a deploy between the two. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(
    FILES.map(async (path) => {
      const answer = await fetch(path, { cache: 'no-cache' });
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
      if (path === '/' && !(await answer.clone().text()).includes(`data-build="${BUILD}"`))
        throw new Error('The page is of another build.');
      await cache.put(path, answer);
    }),
  );
  // Waiting for all tabs to close would keep the former build offline for days. Navigations ask the server anyway.
  await self.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of staleCaches(await caches.keys(), CACHE)) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

/** Shows the page at `path`: in the tab that has it, else in the one that was used last, else in a new one. */
async function open(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // A room is gone to without loading anything, so a window's own URL may be that of another.
  const tabs = windows.filter(({ url }) => isShell(new URL(url).pathname));
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, ANSWER_MS));
  const tab = (await Promise.race([...tabs.map((one) => ifShows(one, path)), late])) ?? tabs[0];
  if (!tab) {
    await self.clients.openWindow(path);
    return;
  }
  tab.postMessage({ kind: 'go', path } satisfies ToPage);
  await tab.focus();
}

/** Resolves with `tab` if it says that it shows `path`, and never otherwise. */
function ifShows(tab: WindowClient, path: string): Promise<WindowClient> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(tab);
    tab.postMessage({ kind: 'shows', path } satisfies ToPage, [port2]);
  });
}
