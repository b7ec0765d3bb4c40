/** What keys mean. Pure, but for the one listener on the document. */

import type { Room } from './room.ts';

/** What is read of a key press. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'keyCode' | 'isComposing' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'
>;

/**
 * Whether a key press in the composer sends. Never while composing Chinese, Japanese or Korean, where Enter takes the
 * suggestion; Safari ends the composition before that very key press and marks it by key code 229 alone.
 * @param touch on a touch screen Enter breaks the line: its keyboards have no Shift+Enter
 */
export function sends(press: KeyPress, touch: boolean): boolean {
  if (press.key !== 'Enter' || press.isComposing || press.keyCode === 229) return false;
  if (press.ctrlKey || press.metaKey) return true;
  return !touch && !press.shiftKey && !press.altKey;
}

/** Whether the main pointer is a finger. */
export function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

export interface KeyActions {
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
export function startKeys({ neighbour, open, toLatest, search, choose, help }: KeyActions): void {
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const isChoice = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'k';
    // Else the browser's own field of addresses takes it.
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
    if (event.key === '?') help();
    if (event.key === '/') {
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
