/** Starts a poll: parses typed text, validates the poll and sends it. */

import { areDistinct, MOST_OPTIONS, OPTION_CHARS } from '../../../protocol/events/poll-options.ts';
import { cleanTopic, codePoints, isBlank } from '../../../protocol/text.ts';
import type { Room } from '../../state/room.ts';
import { submitTo } from '../../state/submit-to.ts';
import { whyNotQueued } from '../../words/reason.ts';
import { shownList } from '../messages/list/shown-list.ts';
import { words } from './words.ts';

/** A poll that is being written. */
export interface PollDraft {
  question: string;
  /** Blank options are left out. */
  options: readonly string[];
  many: boolean;
}

/**
 * Parses "Lunch? | Soup | Cake": the question and its options. The bars may also be the full-width ones of Chinese
 * keyboards, or line breaks. A bar after a backslash is part of the text, and so are the two bars of a spoiler, because
 * dividing there would show what they hide.
 */
export function draftOf(text: string, many: boolean): PollDraft {
  const parts = text.split(/(?<![\\|])\|(?!\|)|(?<!\\)｜|\n/);
  const [question = '', ...options] = parts.map((part) => part.replace(/\\([|｜])/g, '$1').trim());
  return { question, options: options.filter((option) => !isBlank(option)), many };
}

/** The command that would start the same poll. */
export function typed({ question, options, many }: PollDraft): string {
  const parts = [question, ...options].map((part) => part.replace(/[|｜]/g, '\\$&'));
  return `/${many ? 'multipoll' : 'poll'} ${parts.join(' | ')}`;
}

/** Why the poll can't be sent, as a sentence. */
export function problemOf({ question, options: raw }: PollDraft): string | undefined {
  const { value: texts } = words;
  const options = raw.map(cleanTopic).filter((option) => !isBlank(option));
  if (isBlank(question)) return texts.noQuestion;
  if (options.length < 2) return texts.fewOptions;
  if (options.length > MOST_OPTIONS) return texts.manyOptions(MOST_OPTIONS);
  if (options.some((option) => codePoints(option) > OPTION_CHARS)) return texts.longOption(OPTION_CHARS);
  return areDistinct(options) ? undefined : texts.sameOptions;
}

/**
 * Sends a poll.
 * @returns why it can't be sent; `undefined` if it was
 */
export function sendPoll(room: Room, draft: PollDraft): string | undefined {
  const problem = problemOf(draft);
  if (problem !== undefined) return problem;
  const { question, many } = draft;
  const options = draft.options.filter((option) => !isBlank(option));
  const result = submitTo(room, 'poll', { text: question, options, many });
  if (!result?.ok) return whyNotQueued(result);
  room.view.sent();
  shownList.peek()?.toEnd();
  return undefined;
}
