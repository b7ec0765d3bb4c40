/** The options of a poll, by rules that both sides check. */

import { cleanTopic, codePoints, isBlank } from '../text.ts';

export const LEAST_OPTIONS = 2;
export const MOST_OPTIONS = 20;
/** One option, in code points. */
export const OPTION_CHARS = 100;
/** Voters of one poll: its row holds them all, and is written anew with each vote. */
export const VOTERS = 1_000;

/** What is said of options that no poll can have. */
export const OPTIONS_RULE = `A poll has ${LEAST_OPTIONS} to ${MOST_OPTIONS} different options of 1 to ${OPTION_CHARS} characters.`;

/** Options in their one form, each on one line; `undefined` if no poll can have them (OPTIONS_RULE). */
export function cleanOptions(raw: readonly string[]): string[] | undefined {
  // Cleaning takes work: first it is known to be little.
  if (raw.length > MOST_OPTIONS) return undefined;
  const options = raw.map(cleanTopic);
  const areGood = options.every((option) => !isBlank(option) && codePoints(option) <= OPTION_CHARS);
  return areGood && options.length >= LEAST_OPTIONS && new Set(options).size === options.length ? options : undefined;
}
