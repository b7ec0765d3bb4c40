/** Messages. */

import { lowerBound } from '../room-state/messages.ts';
import type { Message } from '../room-state/state.ts';
import type { StateDraft } from '../room-state/state-draft.ts';
import { stopTyping } from '../room-state/typing.ts';
import { messageText, type TextCode } from './checks.ts';
import type { ClientEvent, ComposeEvent } from './contract.ts';

export const msg: ClientEvent<'msg'> = {
  apply(draft, { type: _type, epoch: _epoch, ...message }, isOwn) {
    addItem(draft, message, isOwn);
  },
  toEvent: (said, data = said.data) => ({ ...said, type: 'broadcast', data }),
  orphan: 'plain',
  shows: 'row',
};

/** `re` is the `seq` of the message to reply to. */
export const composeMessage: ComposeEvent<'msg', { text: string; re?: number }, TextCode> = (
  { text, re },
  { epoch, limits },
) => {
  const data = messageText(text, limits);
  if (typeof data !== 'string') return data;
  return { type: 'msg', data, ...(re !== undefined && { re, refEpoch: epoch }) };
};

/** Adds a message, or another item, in the place of its `seq`. Its author has stopped typing. */
export function addItem(draft: StateDraft, item: Message, isOwn: boolean): void {
  const { fromId, seq } = item;
  stopTyping(draft, fromId);
  draft.messages.splice(lowerBound(draft.state.messages, seq), 0, isOwn ? { ...item, own: true } : item);
}
