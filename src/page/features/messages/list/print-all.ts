/** Prints all loaded messages instead of only the window of rows. */

import { printing } from './shown-list.ts';

/** Follows from now on what is printed. The browser waits until the rows are there: they come before the listener's turn is over. */
export function followPrinting(): void {
  addEventListener('beforeprint', () => {
    printing.value = true;
  });
  addEventListener('afterprint', () => {
    printing.value = false;
  });
}
