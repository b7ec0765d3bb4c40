/** Lengths of time, and times in words. */

export const DAY_MS = 86_400_000;

/**
 * When something ends, as the end of a sentence: " until 2026-11-27T07:32:42.903Z"; '' for what lasts until it is taken back.
 * @param ms Unix milliseconds
 */
export function untilText(ms: number | undefined): string {
  return ms === undefined ? '' : ` until ${new Date(ms).toISOString()}`;
}
