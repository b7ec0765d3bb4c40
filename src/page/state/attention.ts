/** Whether the reader is looking at this page. Read marks, notifications and announcements all depend on it. */

/** The page must be visible and have focus, because a window beside the active one isn't being read. */
export function isSeen(): boolean {
  return document.hasFocus() && !document.hidden;
}

/**
 * Calls `look` whenever `isSeen` may have changed. Callbacks run in the order in which they were added.
 * @returns the function that ends it
 */
export function onSight(look: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let was = isSeen();
  // Returning to a tab fires two events: visibility and focus.
  const tell = (): void => {
    if (isSeen() === was) return;
    was = !was;
    look();
  };
  for (const type of ['focus', 'blur']) addEventListener(type, tell, { signal });
  document.addEventListener('visibilitychange', tell, { signal });
  return () => ended.abort();
}
