/** The page-wide keyboard shortcuts, in one listener on the document. */

import type { Room } from '../state/room.ts';
import { shortcutKey } from '../ui/shortcut-key.ts';

export interface ShortcutActions {
  neighbour(step: 1 | -1, wanted?: (room: Room) => boolean): Room | undefined;
  open(room: Room): void;
  toLatest(): void;
  search(): void;
  /** Opens the room switcher. */
  choose(): void;
  help(): void;
}

/**
 * Alt+↑/↓ moves between rooms, and with Shift between unread rooms. Ctrl/⌘+K opens the room switcher. Esc goes to the
 * latest message. ? shows the shortcuts, and / opens the search.
 */
export function startShortcuts({ neighbour, open, toLatest, search, choose, help }: ShortcutActions): void {
  document.addEventListener('keydown', (event) => {
    // When a browser fills in a field by itself, it fires a key press without a key.
    if (event.isComposing || event.defaultPrevented || !event.key) return;
    const key = shortcutKey(event);
    const isChoice = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key === 'k';
    // Otherwise the browser's address bar takes the key.
    if (isChoice) event.preventDefault();
    // An open dialog keeps its keys. Esc closes it, and the room behind it stays as it is.
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
      // Otherwise the letter would be typed into the search field.
      event.preventDefault();
      search();
    }
  });
}

/** Whether a key press on `target` may type a character. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select');
}
