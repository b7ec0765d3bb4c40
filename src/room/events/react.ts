/** Reactions: a member adds an emoji to an item or removes it. */

import { REACTION_KINDS, REACTIONS } from '../../protocol/limits.ts';
import { oneEmoji } from '../../protocol/one-emoji.ts';
import { refuse } from '../../protocol/refusal.ts';
import type { RoomEvent } from './contract.ts';
import { targetOf } from './items.ts';

declare module './body.ts' {
  interface Body {
    /** `off`: the reaction is removed. */
    react: { readonly emoji: string; readonly off: boolean };
  }
}

export const react: RoomEvent<'react'> = {
  compose({ ref, data, off = false }) {
    const emoji = oneEmoji(data) ?? data;
    return { ref, body: { emoji, off }, text: emoji, cleaned: emoji !== data };
  },
  check({ text }) {
    if (oneEmoji(text) === undefined) return refuse('bad_request', 'In a "react" frame "data" must be one emoji.');
    return undefined;
  },
  judge({ ref, member, body: { emoji, off } }, { present, changed }) {
    const target = targetOf('react', ref, present);
    if ('refused' in target) return target;
    // A Map, because the emoji is untrusted input and must not be used as a property name.
    const reacts = new Map(Object.entries(target.body.state?.reacts ?? {}));
    const others = (reacts.get(emoji) ?? []).filter((id) => id !== member);
    const ids = off ? others : [...others, member];
    if (ids.length > 0) reacts.set(emoji, ids);
    else reacts.delete(emoji);
    const total = reacts.values().reduce((sum, list) => sum + list.length, 0);
    if (total > REACTIONS) return refuse('bad_request', `A message can have at most ${REACTIONS} reactions.`);
    if (reacts.size > REACTION_KINDS)
      return refuse('bad_request', `A message can have at most ${REACTION_KINDS} different reactions.`);
    const change = { reacts: reacts.size > 0 ? Object.fromEntries(reacts) : undefined };
    return { effects: [{ on: 'item', item: changed(target, change), erases: false }] };
  },
  encode: ({ emoji, off }) => ({ data: emoji, state: off ? JSON.stringify({ off }) : null }),
  decode: ({ data, state }) => ({ emoji: data, off: state !== null && JSON.parse(state).off === true }),
  same: ({ body: { emoji, off } }, { body }) => emoji === body.emoji && off === body.off,
  frame({ seq, ref, name: from, member: fromId, ts, body: { emoji, off } }) {
    const to = { type: 'react' as const, seq, ref: ref ?? 0, from, fromId };
    return { ...to, data: emoji, ...(off ? { off } : {}), ts };
  },
};
