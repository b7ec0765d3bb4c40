/**
 * Who chose what in a poll. Only the row of the poll contains this: the row of a vote doesn't, and a deletion removes
 * it.
 */

import type { Tally } from '../../protocol/events/poll.ts';

export interface Ballots {
  readonly options: readonly string[];
  readonly many?: true;
  /** When the poll was closed, in Unix milliseconds. */
  readonly closed?: number;
  /** The ids of the members who voted. */
  readonly voters: readonly string[];
  /**
   * The choice of each voter, in the same order: a number with a bit for each option. Even a thousand votes are quick
   * to read.
   */
  readonly choices: readonly number[];
}

/** The ballots of a deleted poll. */
export const NO_BALLOTS: Ballots = { options: [], voters: [], choices: [] };

export function tallyOf({ options, voters, choices }: Ballots): Tally {
  const counts = options.map((_, option) => choices.reduce((count, bits) => count + ((bits >> option) & 1), 0));
  return { counts, voters: voters.length };
}

/** The options that a member chose, in ascending order. */
export function choiceOf({ options, voters, choices }: Ballots, member: string): number[] {
  const bits = choices[voters.indexOf(member)] ?? 0;
  return [...options.keys()].filter((option) => (bits >> option) & 1);
}

/**
 * The ballots after a member has chosen these options, or none to take its vote back. The same object if nothing
 * changes.
 */
export function withVote(ballots: Ballots, member: string, choice: readonly number[]): Ballots {
  const { voters, choices } = ballots;
  const bits = choice.reduce((sum, option) => sum | (1 << option), 0);
  const index = voters.indexOf(member);
  if ((choices[index] ?? 0) === bits) return ballots;
  if (index < 0) return { ...ballots, voters: [...voters, member], choices: [...choices, bits] };
  if (bits !== 0) return { ...ballots, choices: choices.with(index, bits) };
  return { ...ballots, voters: voters.toSpliced(index, 1), choices: choices.toSpliced(index, 1) };
}
