/** Whether somebody looks at this page. What is read, told and announced goes by this one answer. */

/** It is on the screen and has focus: a window beside the one that somebody works in is not read. */
export function isSeen(): boolean {
  return document.hasFocus() && !document.hidden;
}

/**
 * Calls `look` whenever that may have changed, in the order in which it was asked for.
 * @returns the function that ends it
 */
export function onSight(look: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  for (const type of ['focus', 'blur']) addEventListener(type, look, { signal });
  document.addEventListener('visibilitychange', look, { signal });
  return () => ended.abort();
}
