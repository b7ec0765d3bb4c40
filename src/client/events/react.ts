/** Reactions: a member adds an emoji to a message or removes it. */

import { oneEmoji } from '../../protocol/emoji.ts';
import { changeMessage } from '../room-state/messages.ts';
import type { Message } from '../room-state/state.ts';
import { noTarget, refuse } from './checks.ts';
import type { ClientEvent } from './contract.ts';

/** `on`: add the reaction rather than remove it. */
interface Asked {
  ref: number;
  emoji: string;
  on: boolean;
}

export const react: ClientEvent<'react', Asked, 'not_found' | 'bad_request'> = {
  compose({ ref, emoji, on }, shown) {
    const data = oneEmoji(emoji);
    if (data === undefined) return refuse('bad_request', 'A reaction must be a single emoji.');
    return noTarget(shown, ref) ?? { type: 'react', ref, data, refEpoch: shown.epoch, ...(on ? {} : { off: true }) };
  },
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
