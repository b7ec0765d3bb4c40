/**
 * The service worker. It stores the files of one build, so that the page opens without a connection, and it opens the
 * room of a clicked notification. It doesn't handle messages, and lets all other requests pass.
 */

import { asset, shell } from './answers.ts';
import { isShell, keepableAsset, staleCaches, type ToPage } from './rules.ts';

declare const self: ServiceWorkerGlobalScope;

/** Inserted by build.ts: the id of the build, and the paths of its files. */
declare const BUILD: string;
declare const FILES: readonly string[];

const CACHE = `parley-${BUILD}`;
/** How long a tab may take to answer what it shows. A sleeping tab doesn't answer. */
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

/**
 * Stores the whole build or nothing. A deployment may happen between two requests, and all files must be of the same
 * build.
 */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(
    FILES.map(async (path) => {
      const answer = await fetch(path, { cache: 'no-cache' });
      if (answer.status !== 200) throw new Error(`${path} could not be fetched: HTTP ${answer.status}.`);
      if (path === '/' && !(await answer.clone().text()).includes(`data-build="${BUILD}"`))
        throw new Error('The server has a different build.');
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

/**
 * Shows the page at `path`: in the tab that shows it already, else in the tab that was used last, else in a new tab.
 */
async function open(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // Rooms are switched without loading a document, so the URL of a window may be out of date.
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

/** Resolves with `tab` if it says that it shows `path`. Otherwise it never resolves. */
function ifShows(tab: WindowClient, path: string): Promise<WindowClient> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(tab);
    tab.postMessage({ kind: 'shows', path } satisfies ToPage, [port2]);
  });
}
