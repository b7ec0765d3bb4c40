/** Registers the service worker, which lets the page open offline, and handles its messages. */

import { effect, type ReadonlySignal } from '@preact/signals';
import { allowed } from '../../../client/storage/if-allowed.ts';
import { go } from '../../state/route.ts';
import type { ToPage } from '../../worker/rules.ts';
import { trusted } from './trusted-types.ts';

/**
 * Registers the service worker now. If that fails, tries again whenever `isLive` becomes true.
 * @param register rejects if registration is impossible: no connection, no TLS, or forbidden by the user
 */
export function startWorker(isLive: ReadonlySignal<boolean>, register = registerWorker): void {
  let state: 'first' | 'trying' | 'failed' | 'here' = 'first';
  effect(() => {
    const { value } = isLive;
    if (state !== 'first' && !(state === 'failed' && value)) return;
    state = 'trying';
    register().then(
      () => {
        state = 'here';
      },
      // The page works without a service worker.
      () => {
        state = 'failed';
      },
    );
  });
}

/** Opens the room of a clicked notification, and tells the worker which room this page shows. */
export function obeyWorker(): void {
  allowed(() => navigator.serviceWorker)?.addEventListener('message', ({ data, ports }: MessageEvent<ToPage>) => {
    if (data.kind === 'go') go(data.path);
    else if (data.path === location.pathname) ports[0]?.postMessage(true);
  });
}

async function registerWorker(): Promise<void> {
  // The browser's HTTP cache must never serve an old worker.
  await navigator.serviceWorker?.register(trusted('/sw.js'), { updateViaCache: 'none' });
}

/** Fetches the worker of a newer build, if there is one, and waits until it has stored that build or given up. */
export async function renewWorker(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.update();
    const next = registration?.installing ?? registration?.waiting ?? registration?.active;
    if (next) await settled(next);
  } catch {
    // No connection, or the server is just being replaced.
  }
}

function settled(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (worker.state === 'activated' || worker.state === 'redundant') resolve();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}
