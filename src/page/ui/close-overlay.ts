/** Closes the open overlay. */

import { opened } from './overlay.ts';

export function closeOverlay(): void {
  // At once, not with the next render: what comes after it may want the focus, which is given back here.
  document.querySelector<HTMLDialogElement>('dialog[open]')?.close();
  opened.value = undefined;
}
