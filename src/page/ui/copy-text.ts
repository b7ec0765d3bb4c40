/** Copies text to the clipboard. */

import { Overlay } from './overlay.ts';
import { toast } from './toast.ts';

/** A text to copy by hand. */
export const copyDialog = new Overlay<{ text: string }>();

/** Copies `text` and says `done`; where the browser forbids it, shows the text to copy by hand. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    // Without TLS browsers offer no clipboard, and anywhere a person may forbid it.
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    copyDialog.open({ text });
  }
}
