/** Moments at which the browser knows more about the connection than a timer does. */

/** The event targets: a browser's `window` and `document`. */
export interface WakeTargets {
  window: Pick<Window, 'addEventListener'>;
  document: Pick<Document, 'addEventListener' | 'visibilityState'>;
}

/** The part of a client that reacts to these moments. */
export interface Wakeable {
  /**
   * The connection should be checked: the network is back, or the page became visible or returned from the back/forward
   * cache.
   */
  reconnectNow(): void;
  /** There is no network. A browser is reliable when it reports that, but not when it reports the opposite. */
  networkLost(): void;
}

/**
 * Tells the clients at each of these moments. Does nothing outside a browser.
 * @param clients called at each moment
 * @returns a function that stops it
 */
export function watchWake(
  clients: () => Iterable<Wakeable>,
  targets: WakeTargets | undefined = ofBrowser(),
): () => void {
  if (!targets) return () => {};
  const { window, document } = targets;
  const stop = new AbortController();
  const { signal } = stop;
  const woken = () => {
    for (const client of clients()) client.reconnectNow();
  };
  const gone = () => {
    for (const client of clients()) client.networkLost();
  };
  const seen = () => {
    if (document.visibilityState === 'visible') woken();
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
