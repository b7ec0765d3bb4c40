/** Names as people spell them. Pure. */

import { boundMarks } from '../../protocol/text.ts';

/** Whether `text` is the name but for case. Otherwise it may still be one as the search compares texts: Zoë by @zoe. */
export function isSpelled(name: string, text: string): boolean {
  return spelling(name) === spelling(text);
}

function spelling(text: string): string {
  return boundMarks(text).normalize().toLowerCase();
}
