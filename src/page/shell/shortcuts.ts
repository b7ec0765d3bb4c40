/** The page-wide keyboard shortcuts, in one listener on the document. */

import type { Room } from '../state/room.ts';
import { shortcutKey } from '../ui/shortcut-key.ts';

export interface ShortcutActions {
  neighbour(step: 1 | -1, wanted?: (room: Room) => boolean): Room | undefined;
  open(room: Room): void;
  toLatest(): void;
  search(): void;
  /** Opens the choice of rooms. */
  choose(): void;
  help(): void;
}

/**
 * Alt+↑/↓ goes through the rooms, with Shift through the unread ones; Ctrl/⌘+K chooses one; Esc goes to the latest message;
 * ? shows the keys, / searches.
 */
export function startShortcuts({ neighbour, open, toLatest, search, choose, help }: ShortcutActions): void {
  document.addEventListener('keydown', (event) => {
    // Where the browser fills in a field by itself it tells of a key press without a key.
    if (event.isComposing || event.defaultPrevented || !event.key) return;
    const key = shortcutKey(event);
    const isChoice = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key === 'k';
    // Otherwise the browser's address bar takes the key.
    if (isChoice) event.preventDefault();
    // An open dialog keeps its keys: it closes itself on Esc, and the room behind it stays.
    if (document.querySelector('dialog[open]')) return;
    if (isChoice) return choose();
    // Alt+↓ opens a <select>.
    if (event.altKey && event.target instanceof HTMLSelectElement) return;
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (step !== undefined && event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const room = neighbour(step, event.shiftKey ? ({ unread }) => unread.value.count > 0 : undefined);
      if (room) open(room);
    }
    if (event.key === 'Escape') toLatest();
    if (event.ctrlKey || event.metaKey || isWriting(event.target)) return;
    if (key === '?') help();
    if (key === '/') {
      // The letter would be typed into the field of the search.
      event.preventDefault();
      search();
    }
  });
}

/** Whether a key press there is a letter of something. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select');
}
