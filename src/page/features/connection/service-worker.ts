/** Registers the service worker, which lets the page open offline, and handles its messages. */

import { effect, type ReadonlySignal } from '@preact/signals';
import { allowed } from '../../../client/allowed.ts';
import { go } from '../../state/route.ts';
import type { ToPage } from '../../worker/rules.ts';
import { trusted } from './trusted-types.ts';

/**
 * Registers it now, and if that fails again whenever `isLive` becomes true.
 * @param register rejects where it can't be had: no connection, no TLS, or a person forbids it
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
      // The page works without.
      () => {
        state = 'failed';
      },
    );
  });
}

/** Goes where a notification leads that was clicked on, and says what this page shows. */
export function obeyWorker(): void {
  allowed(() => navigator.serviceWorker)?.addEventListener('message', ({ data, ports }: MessageEvent<ToPage>) => {
    if (data.kind === 'go') go(data.path);
    else if (data.path === location.pathname) ports[0]?.postMessage(true);
  });
}

async function registerWorker(): Promise<void> {
  // The browser's own cache must never give an old one.
  await navigator.serviceWorker?.register(trusted('/sw.js'), { updateViaCache: 'none' });
}

/** Fetches the worker of a newer build, if there is one, and waits until it has kept that build or given up. */
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
