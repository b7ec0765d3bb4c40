/** Compares the spelling of names. Pure. */

import { boundMarks } from '../../protocol/text.ts';

/**
 * Whether `text` spells the name, ignoring case. Otherwise it may still match in the way the search compares texts:
 * @zoe matches Zoë.
 */
export function isSpelled(name: string, text: string): boolean {
  return spelling(name) === spelling(text);
}

function spelling(text: string): string {
  return boundMarks(text).normalize().toLowerCase();
}
