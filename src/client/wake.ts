/** The moments when a browser knows better than a timer how the connection is. */

/** Who tells of them: a browser's `window` and `document`. */
export interface WakeTargets {
  window: Pick<Window, 'addEventListener'>;
  document: Pick<Document, 'addEventListener' | 'visibilityState'>;
}

/** What there is to do at such a moment. */
export interface WakeCalls {
  /** It is time to look at the connection: the network is back, the page is seen, or returns from the back/forward cache. */
  wake(): void;
  /** There is no network. A browser that says so is right; one that says there is may be wrong. */
  offline(): void;
}

/**
 * Calls what each moment asks for. Outside a browser it does nothing.
 * @returns the function that ends it
 */
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
