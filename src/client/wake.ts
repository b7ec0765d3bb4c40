/** The moments when a browser knows better than a timer that it is time to look at the connection. */

/** Who tells of them: a browser's `window` and `document`. */
export interface WakeTargets {
  window: Pick<Window, 'addEventListener'>;
  document: Pick<Document, 'addEventListener' | 'visibilityState'>;
}

/**
 * Calls `wake` when the network comes back, the page becomes visible, or returns from the back/forward cache.
 * Outside a browser it does nothing.
 * @returns the function that ends it
 */
export function watchWake(wake: () => void, targets: WakeTargets | undefined = ofBrowser()): () => void {
  if (!targets) return () => {};
  const { window, document } = targets;
  const stop = new AbortController();
  const { signal } = stop;
  const woken = () => wake();
  const seen = () => {
    if (document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', woken, { signal });
  window.addEventListener('pageshow', woken, { signal });
  document.addEventListener('visibilitychange', seen, { signal });
  return () => stop.abort();
}

function ofBrowser(): WakeTargets | undefined {
  return typeof document === 'undefined' ? undefined : { window, document };
}
