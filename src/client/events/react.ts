/** Reactions: a member adds an emoji to a message or removes it. */

import { changeMessage } from '../room-state/messages.ts';
import type { Message } from '../room-state/state.ts';
import type { ClientEvent } from './contract.ts';

export const react: ClientEvent<'react'> = {
  apply(draft, { ref, data, fromId, off = false }) {
    changeMessage(draft, ref, (message) => reacted(message, data, fromId, off));
  },
  toEvent: ({ off, ...said }, data = said.data) => ({ ...said, ...(off ? { off } : {}), data }),
  orphan: 'drop',
  shows: 'change',
};

function reacted({ reacts, ...message }: Message, emoji: string, memberId: string, off: boolean): Message {
  // Use entries, because the key could have the name of an inherited property.
  const idsByEmoji = new Map(Object.entries(reacts ?? {}));
  const others = (idsByEmoji.get(emoji) ?? []).filter((id) => id !== memberId);
  if (off && others.length === 0) idsByEmoji.delete(emoji);
  else idsByEmoji.set(emoji, off ? others : [...others, memberId]);
  return idsByEmoji.size === 0 ? message : { ...message, reacts: Object.fromEntries(idsByEmoji) };
}
