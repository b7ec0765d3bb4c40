/** Words for the end of something that lasts. */

import { moreCommon } from './common.ts';

/** "until 16:04" or "for good". `untilMs` is in Unix milliseconds, and `format` makes it readable. */
export function untilWhen(untilMs: number | undefined, format: (ts: number) => string): string {
  return untilMs === undefined ? moreCommon.value.forGood : moreCommon.value.until(format(untilMs));
}
