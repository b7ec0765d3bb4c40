/** Durations, and times in words. */

export const DAY_MS = 86_400_000;

/**
 * An end time as the last part of a sentence: " until 2026-11-27T07:32:42.903Z", or '' if there is no end.
 * @param ms Unix milliseconds
 */
export function untilText(ms: number | undefined): string {
  return ms === undefined ? '' : ` until ${new Date(ms).toISOString()}`;
}
