/** A toast: one short line that reports success or failure. */

import { signal } from '@preact/signals';

/** Long enough to read a sentence. */
const SHOWN_MS = 4_000;

/** The text of the toast. Empty if there is none. */
export const said = signal('');

let saying: ReturnType<typeof setTimeout> | undefined;

/** Shows `text` for a few seconds. */
export function toast(text: string): void {
  said.value = text;
  clearTimeout(saying);
  saying = setTimeout(() => {
    said.value = '';
  }, SHOWN_MS);
}
