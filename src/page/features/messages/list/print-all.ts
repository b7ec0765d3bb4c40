/** Prints all loaded messages instead of only the window of rows. */

import { printing } from './shown-list.ts';

/**
 * Renders all loaded messages when the page is printed. The browser prints after the listener returns, and by then the
 * rows exist.
 */
export function followPrinting(): void {
  addEventListener('beforeprint', () => {
    printing.value = true;
  });
  addEventListener('afterprint', () => {
    printing.value = false;
  });
}
