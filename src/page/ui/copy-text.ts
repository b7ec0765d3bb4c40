/** Copies text to the clipboard. */

import { Overlay } from './overlay.ts';
import { toast } from './toast.ts';

/** A text to copy by hand. */
export const copyDialog = new Overlay<{ text: string }>();

/** Copies `text` and then shows `done`. If the browser forbids copying, shows the text to copy by hand. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    // Browsers offer no clipboard without TLS, and people may forbid it anywhere.
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    copyDialog.open({ text });
  }
}
