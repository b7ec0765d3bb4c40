/** Whether somebody is looking at this page. Read marks, notifications and announcements all depend on it. */

/** It is on the screen and has focus: a window beside the one that somebody works in is not read. */
export function isSeen(): boolean {
  return document.hasFocus() && !document.hidden;
}

/**
 * Calls `look` whenever that has changed, those first who asked first.
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
