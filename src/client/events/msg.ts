/** Messages. */

import { lowerBound } from '../messages.ts';
import { stopTyping } from '../typing.ts';
import { messageText, type TextCode } from './checks.ts';
import type { ClientEvent } from './contract.ts';

/** `re` is the `seq` of the message to reply to. */
export const msg: ClientEvent<'msg', { text: string; re?: number }, TextCode> = {
  compose({ text, re }, { epoch, limits }) {
    const data = messageText(text, limits);
    if (typeof data !== 'string') return data;
    return { type: 'msg', data, ...(re !== undefined && { re, refEpoch: epoch }) };
  },
  apply(draft, { type: _type, epoch: _epoch, ...message }, isOwn) {
    const { fromId, seq } = message;
    stopTyping(draft, fromId);
    const index = lowerBound(draft.state.messages, seq);
    draft.messages.splice(index, 0, isOwn ? { ...message, own: true } : message);
  },
  toEvent: (said, data = said.data) => ({ ...said, type: 'broadcast', data }),
  orphan: 'plain',
  shows: 'row',
};
