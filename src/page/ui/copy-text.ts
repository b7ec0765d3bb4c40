/** To the clipboard. */

import { overlay } from '../state/overlay.ts';
import { toast } from './toast.ts';

/** Copies `text` and says `done`; where the browser forbids it, shows the text to copy by hand. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    // Without TLS browsers offer no clipboard, and anywhere a person may forbid it.
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    overlay.value = { kind: 'copy', text };
  }
}
