/** Moments at which the browser knows more about the connection than a timer does. */

/** The event targets: a browser's `window` and `document`. */
export interface WakeTargets {
  window: Pick<Window, 'addEventListener'>;
  document: Pick<Document, 'addEventListener' | 'visibilityState'>;
}

/** What to call at these moments. */
export interface WakeCalls {
  /**
   * The connection should be checked: the network is back, or the page became visible or returned from the back/forward
   * cache.
   */
  wake(): void;
  /** There is no network. A browser is reliable when it reports that, but not when it reports the opposite. */
  offline(): void;
}

/** Calls back at each of these moments. Does nothing outside a browser. @returns a function that stops it */
export function watchWake({ wake, offline }: WakeCalls, targets: WakeTargets | undefined = ofBrowser()): () => void {
  if (!targets) return () => {};
  const { window, document } = targets;
  const stop = new AbortController();
  const { signal } = stop;
  const woken = () => wake();
  const gone = () => offline();
  const seen = () => {
    if (document.visibilityState === 'visible') wake();
  };
  window.addEventListener('online', woken, { signal });
  window.addEventListener('offline', gone, { signal });
  window.addEventListener('pageshow', woken, { signal });
  document.addEventListener('visibilitychange', seen, { signal });
  return () => stop.abort();
}

function ofBrowser(): WakeTargets | undefined {
  return typeof document === 'undefined' ? undefined : { window, document };
}
