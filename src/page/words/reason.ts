/** Explains why something was refused. */

import { moreCommon } from './common.ts';

/** Why something was refused, as the end of a sentence: in the reader's language, or else the server's text. */
export function reason({ code, text }: { code: string; text: string }): string {
  return moreCommon.value.refusals[code] ?? text;
}

/** Why a request wasn't queued, as a sentence. It is `undefined` if the room has no client. */
export function whyNotQueued(refused: { code: string; text: string } | undefined): string {
  return refused ? sentence(reason(refused)) : moreCommon.value.offline;
}

/** Makes the end of a sentence a sentence of its own. */
export function sentence(end: string): string {
  return end.charAt(0).toUpperCase() + end.slice(1);
}
