/** One short line that says that something worked, or why not. */

import { signal } from '@preact/signals';
import { overlay } from './overlay.ts';

/** Long enough to read a sentence. */
const SHOWN_MS = 4_000;

/** What is being said. Empty for nothing. */
export const said = signal('');

let timer: ReturnType<typeof setTimeout> | undefined;

/** Says `text` for a moment. */
export function toast(text: string): void {
  said.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    said.value = '';
  }, SHOWN_MS);
}

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
