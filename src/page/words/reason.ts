/** Why something was refused, in words. */

import { moreCommon } from './common.ts';

/** Why something was refused, as the end of a sentence: in the reader's language, or else in the words that came with it. */
export function reason({ code, text }: { code: string; text: string }): string {
  return moreCommon.value.refusals[code] ?? text;
}

/** The end of a sentence as one of its own. */
export function sentence(end: string): string {
  return end.charAt(0).toUpperCase() + end.slice(1);
}
