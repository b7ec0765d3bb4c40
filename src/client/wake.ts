/** The moments when a browser knows better than a timer that it is time to look at the connection. */

/**
 * Calls `wake` when the network comes back, the page becomes visible, or returns from the back/forward cache.
 * Outside a browser it does nothing.
 * @returns the function that ends it
 */
export function watchWake(wake: () => void): () => void {
  if (typeof document === 'undefined') return () => {};
  const stop = new AbortController();
  const { signal } = stop;
  const seen = () => {
    if (document.visibilityState === 'visible') wake();
  };
  addEventListener('online', wake, { signal });
  addEventListener('pageshow', wake, { signal });
  document.addEventListener('visibilitychange', seen, { signal });
  return () => stop.abort();
}
