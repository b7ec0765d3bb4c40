/** Starts the service worker, which lets the page open without a connection, and does what it says. */

import type { ToPage } from '../worker/rules.ts';
import { go } from './route.ts';
import { trusted } from './trusted.ts';

/** @returns resolves when it is registered, or can't be: without TLS, or where a person forbids it */
export async function startWorker(): Promise<void> {
  navigator.serviceWorker?.addEventListener('message', ({ data, ports }: MessageEvent<ToPage>) => {
    if (data.kind === 'go') go(data.path);
    else if (data.path === location.pathname) ports[0]?.postMessage(true);
  });
  try {
    // The browser's own cache must never give an old one.
    await navigator.serviceWorker?.register(trusted('/sw.js'), { updateViaCache: 'none' });
  } catch {
    // The page works without; next time it is tried again.
  }
}

/** Fetches the worker of a newer build, if there is one. */
export async function renewWorker(): Promise<void> {
  try {
    await (await navigator.serviceWorker?.getRegistration())?.update();
  } catch {
    // No connection, or the server is just being replaced.
  }
}
