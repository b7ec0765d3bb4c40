/** Edits of one's own messages. */

import { changeMessage, messageAt } from '../room-state/messages.ts';
import { messageText, noTarget, refuse, type TextCode } from './checks.ts';
import type { ClientEvent } from './contract.ts';

export const edit: ClientEvent<'edit', { ref: number; text: string }, TextCode | 'not_found' | 'forbidden'> = {
  compose({ ref, text }, shown) {
    const data = messageText(text, shown.limits);
    if (typeof data !== 'string') return data;
    const author = messageAt(shown.messages, ref)?.fromId;
    if (author !== undefined && author !== shown.self?.id)
      return refuse('forbidden', 'Only the author of a message may edit it.');
    return noTarget(shown, ref) ?? { type: 'edit', ref, data, refEpoch: shown.epoch };
  },
  apply(draft, { ref, data, ts }) {
    // In a replay the text is empty if the message was deleted or expired later. There is nothing to show then.
    if (data !== '') changeMessage(draft, ref, (message) => ({ ...message, data, edited: ts }));
  },
  toEvent: (said, data = said.data) => ({ ...said, data }),
  orphan: 'drop',
  shows: 'change',
};
