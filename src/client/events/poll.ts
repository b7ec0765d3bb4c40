/** Polls: a question with options. */

import { messageText, type TextCode } from './checks.ts';
import type { ClientEvent } from './contract.ts';
import { addItem } from './msg.ts';

/** `many`: a member may choose several options. */
interface Asked {
  text: string;
  options: string[];
  many?: boolean;
}

export const poll: ClientEvent<'poll', Asked, TextCode> = {
  // The room validates the options. `cleanOptions` (protocol/events/poll-options.ts) can check them beforehand.
  compose({ text, options, many }, { limits }) {
    const data = messageText(text, limits);
    return typeof data === 'string' ? { type: 'poll', data, options, ...(many && { many }) } : data;
  },
  apply(draft, { epoch: _, ...poll }, isOwn) {
    addItem(draft, { ...poll, counts: poll.options.map(() => 0), voters: 0 }, isOwn);
  },
  toEvent: (said) => said,
  orphan: 'plain',
  shows: 'row',
};
