/** Until when something holds, in words. */

import { moreCommon } from './common.ts';

/** "until 16:04", "for good". `untilMs`: Unix milliseconds; `format` makes a time of them. */
export function untilWhen(untilMs: number | undefined, format: (ts: number) => string): string {
  return untilMs === undefined ? moreCommon.value.forGood : moreCommon.value.until(format(untilMs));
}
