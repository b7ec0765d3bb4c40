/** Closing a poll, by its author or a moderator. */

import { resultText } from '../../protocol/events/poll.ts';
import { refuse } from '../../protocol/refusal.ts';
import { may, whoMay } from '../access/roles.ts';
import { NO_BALLOTS, tallyOf } from './ballots.ts';
import type { FrameContext, RoomEvent } from './contract.ts';
import { targetOf } from './items.ts';

declare module './body.ts' {
  interface Body {
    close: Record<never, never>;
  }
}

const BODY = {};

export const close: RoomEvent<'close'> = {
  compose: ({ ref }) => ({ ref, body: BODY, text: '', cleaned: false }),
  judge({ ref, member }, { present, state, rank, ts }) {
    const target = targetOf('close', ref, present);
    if ('refused' in target) return target;
    if (target.kind !== 'poll') return refuse('not_found', 'There is no such poll.');
    const { body } = target;
    if (body.ballots.closed !== undefined) return { unchanged: target };
    if (target.member !== member && !may(rank, 'deleteOthers', state.moderation))
      return refuse('forbidden', `This poll was started by another member. ${whoMay('deleteOthers')}`);
    const item = { ...target, body: { ...body, ballots: { ...body.ballots, closed: ts } } };
    return { effects: [{ on: 'item', item, erases: false }] };
  },
  encode: () => ({ data: '', state: null }),
  decode: () => BODY,
  same: () => true,
  frame({ seq, ref, name: from, member: fromId, ts }, context) {
    return { type: 'close', seq, ref: ref ?? 0, from, fromId, ...tallyOf(pollOf(ref, context).ballots), ts };
  },
  base({ seq, ref, name: from, member: fromId, ts }, context) {
    const { text, ballots } = pollOf(ref, context);
    const data = `Poll closed: ${resultText(text, { ...ballots, ...tallyOf(ballots) })}`;
    return { type: 'broadcast', seq, from, fromId, data, ts, re: ref ?? 0 };
  },
};

function pollOf(ref: number | null, context: FrameContext) {
  const item = context.item(ref);
  return item?.kind === 'poll' ? item.body : { text: '', ballots: NO_BALLOTS };
}
