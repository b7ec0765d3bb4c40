/** Closes the open overlay. */

import { opened } from './overlay.ts';

export function closeOverlay(): void {
  // Closed at once, not with the next render, because closing restores the focus and what follows may want to move it.
  document.querySelector<HTMLDialogElement>('dialog[open]')?.close();
  opened.value = undefined;
}
