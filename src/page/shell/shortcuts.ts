/** What the page-wide keyboard shortcuts do. */

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
 * @returns handles a key press that nothing else has handled
 */
export function shortcuts({
  neighbour,
  open,
  toLatest,
  search,
  choose,
  help,
}: ShortcutActions): (event: KeyboardEvent) => void {
  const step = (by: 1 | -1, isUnread: boolean): void => {
    const room = neighbour(by, isUnread ? ({ unread }) => unread.value.count > 0 : undefined);
    if (room) open(room);
  };
  const actionFor = (event: KeyboardEvent): (() => void) | undefined => {
    const { altKey, shiftKey, target } = event;
    const isControl = event.ctrlKey || event.metaKey;
    const key = shortcutKey(event);
    if (isControl && !altKey && !shiftKey && key === 'k') return choose;
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    // Alt+↓ opens a <select>.
    if (by && altKey && !isControl && !(target instanceof HTMLSelectElement)) return () => step(by, shiftKey);
    if (event.key === 'Escape') return toLatest;
    if (isControl || isWriting(target)) return undefined;
    return key === '?' ? help : key === '/' ? search : undefined;
  };
  return (event) => {
    // When a browser fills in a field by itself, it fires a key press without a key.
    if (event.isComposing || !event.key) return;
    const act = actionFor(event);
    if (!act) return;
    // Otherwise the browser's address bar takes the key.
    if (act === choose) event.preventDefault();
    // An open dialog keeps its keys. Esc closes it, and the room behind it stays as it is. The dialog is looked for
    // last, because the search takes longer with more rows.
    if (document.querySelector('dialog[open]')) return;
    // Otherwise the letter would be typed into the search field.
    if (act !== toLatest && act !== help) event.preventDefault();
    act();
  };
}

/** Whether a key press on `target` may type a character. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select');
}
