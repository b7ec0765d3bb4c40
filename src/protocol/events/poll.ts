/** Polls: a question and its options. Votes are secret: members see the counts, but not who chose what. */

import * as v from 'valibot';
import type { MsgItem } from './msg.ts';
import { again, type EventBase, type ItemBase, id, type Line } from './parts.ts';
import { pollText } from './poll-text.ts';

export const schema = v.object({
  type: v.literal('poll'),
  id,
  data: v.string(),
  options: v.array(v.string()),
  many: v.exactOptional(v.boolean()),
  again,
});

/** The fields of a poll besides its question. */
export interface Ballot {
  options: readonly string[];
  /** Whether a member may choose several options. */
  many?: boolean;
}

/** The votes on a poll. */
export interface Tally {
  /** The number of members who chose each option, in the order of the options. */
  counts: readonly number[];
  /** The number of members who voted. */
  voters: number;
}

export interface PollFrame extends EventBase, Ballot {
  type: 'poll';
  /** The question. */
  data: string;
  /** Present if the poll was deleted. It then has neither a question nor options. */
  gone?: true;
}

interface PollFields extends Ballot, Tally {
  type: 'poll';
  /** When it was closed, in Unix milliseconds. */
  closed?: number;
}

/** `data` is the question. A deleted poll is like any deleted message. */
export type PollItem =
  | MsgItem
  | (ItemBase & PollFields & { /** The requesting member's own choice. */ mine?: readonly number[] });

export type PollEntry = ItemBase & PollFields;

/** A poll with its votes as text. */
export function resultText(question: string, { options, counts, voters }: Ballot & Tally): string {
  return `${pollText(question, options, counts)}\n${voters === 1 ? '1 voter' : `${voters} voters`}`;
}

/** The export line "Ana (poll, closed): Lunch?", followed by the result in further lines. */
export function line({ from, data, gone, closed, ...poll }: PollEntry): Line {
  if (gone) return { head: from, text: '(deleted)' };
  return { head: `${from} (${closed === undefined ? 'poll' : 'poll, closed'})`, text: resultText(data, poll) };
}
