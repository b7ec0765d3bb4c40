/** The rules for the options of a poll, which both sides check. */

import { lookOf } from '../fold.ts';
import { cleanTopic, codePoints, isBlank } from '../text.ts';

export const LEAST_OPTIONS = 2;
export const MOST_OPTIONS = 20;
/** The maximum length of an option, in code points. */
export const OPTION_CHARS = 100;
/** The maximum number of voters. The row of a poll contains all of them, and is written again with each vote. */
export const VOTERS = 1_000;

/** The text of a refusal for invalid options. */
export const OPTIONS_RULE = `A poll must have ${LEAST_OPTIONS} to ${MOST_OPTIONS} options of 1 to ${OPTION_CHARS} characters. No two may look the same.`;

/**
 * The options in canonical form, each on one line. `undefined` if they are invalid (OPTIONS_RULE). Options that differ in
 * case, accents or letters are valid, because a poll may be about these.
 */
export function cleanOptions(raw: readonly string[]): string[] | undefined {
  // Cleaning takes work, so the number of options is checked first.
  if (raw.length > MOST_OPTIONS) return undefined;
  const options = raw.map(cleanTopic);
  return areValid(options) ? options : undefined;
}

/** Whether a poll may have these options, which are in canonical form. */
export function areValid(options: readonly string[]): boolean {
  if (options.length < LEAST_OPTIONS || options.length > MOST_OPTIONS) return false;
  return options.every((option) => !isBlank(option) && codePoints(option) <= OPTION_CHARS) && areDistinct(options);
}

/** Whether no two of the options look the same. */
export function areDistinct(options: readonly string[]): boolean {
  return new Set(options.map(lookOf)).size === options.length;
}
