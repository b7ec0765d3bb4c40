/** Listens for the page-wide keyboard shortcuts. What they do is loaded later. */

import { withLate } from '../ui/with-late.ts';
import { late } from './late-parts.ts';

/** Shortcuts that open a dialog, after C for Ctrl or ⌘. Letters that aren't Latin are known by the place of their key. */
const DIALOG = /^(C(Key)?k|[/?])$/i;

/** Handles the shortcuts from now on. Those that open a dialog are done once their code has loaded. */
export function startKeys(): void {
  // On the window, so that it comes after the keys of all features.
  addEventListener('keydown', (event) => {
    const { key, code, target } = event;
    if (event.defaultPrevented) return;
    if (!late.peek()) {
      const isTyped = target instanceof HTMLTextAreaElement;
      const held = event.ctrlKey || event.metaKey ? 'C' : isTyped ? 'W' : '';
      if (!DIALOG.test(held + (key > '~' ? code : key))) return;
      // Otherwise the browser's address bar takes the key.
      event.preventDefault();
    }
    withLate(late, ({ onKey }) => onKey(event));
  });
}
