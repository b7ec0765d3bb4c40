/** Moves the focus between rows by keyboard. Pure. */

/**
 * The row to which a key moves the focus from the row `from`. `undefined` if the key moves nothing. `last` is the index
 * of the last row.
 */
export function moveTo(key: string, from: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'ArrowDown':
      return Math.min(last, from + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
