/** Offers to undo the last action. */

import { shortcutKey } from './shortcut-key.ts';
import { acceptOffer, type Offer, showOffer } from './toast-offer.ts';
import { words } from './words.ts';

interface Undoable extends Pick<Offer, 'text' | 'act'> {
  gone?: Offer['gone'];
}

/** Offers to undo an action for a while, with a button and with Ctrl/⌘+Z outside of text. */
export function offerUndo({ text, act, gone }: Undoable): void {
  const ended = new AbortController();
  const undo: Offer = {
    text,
    label: words.peek().undo,
    act: () => {
      ended.abort();
      act();
    },
    gone: () => {
      ended.abort();
      gone?.();
    },
  };
  showOffer(undo);
  const onKey = (event: KeyboardEvent): void => {
    if (!isUndo(event)) return;
    event.preventDefault();
    acceptOffer(undo);
  };
  addEventListener('keydown', onKey, { signal: ended.signal });
}

/** Whether it is Ctrl/⌘+Z outside of a text. In a field with text, the keys undo typing. */
function isUndo(event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, shiftKey, altKey, target } = event;
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  const isWritten = isField && target.value !== '';
  return shortcutKey(event) === 'z' && (ctrlKey || metaKey) && !shiftKey && !altKey && !isWritten;
}
