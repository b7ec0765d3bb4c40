/** Votes on a poll. The row of a vote only records that the member voted. Its choice is in the row of the poll. */

import { VOTERS } from '../../protocol/events/poll-options.ts';
import { refuse } from '../../protocol/refusal.ts';
import { choiceOf, NO_BALLOTS, tallyOf, withVote } from './ballots.ts';
import type { FrameContext, RoomEvent } from './contract.ts';
import { targetOf } from './items.ts';

declare module './body.ts' {
  interface Body {
    /** The requested choice. Once the vote is judged, the choice is in the poll and this is empty. */
    vote: { readonly choice: readonly number[] };
  }
}

export const vote: RoomEvent<'vote'> = {
  compose({ ref, choice }) {
    if (new Set(choice).size < choice.length) return refuse('bad_request', 'Each option can only be chosen once.');
    return { ref, body: { choice }, text: '', cleaned: false };
  },
  judge({ ref, member, body: { choice } }, { present }) {
    const target = targetOf('vote', ref, present);
    if ('refused' in target) return target;
    if (target.kind !== 'poll') return refuse('not_found', 'There is no such poll.');
    const { ballots } = target.body;
    if (choice.some((option) => option >= ballots.options.length))
      return refuse('bad_request', `The options of this poll are 0 to ${ballots.options.length - 1}.`);
    if (choice.length > 1 && !ballots.many) return refuse('bad_request', 'Only one option of this poll can be chosen.');
    const next = withVote(ballots, member, choice);
    if (next === ballots) return { unchanged: target };
    if (ballots.closed !== undefined) return refuse('forbidden', 'The poll is closed.');
    if (next.voters.length > VOTERS) return refuse('bad_request', `A poll can have at most ${VOTERS} voters.`);
    const item = { ...target, body: { ...target.body, ballots: next } };
    return { effects: [{ on: 'item', item, erases: false }], body: { choice: [] } };
  },
  encode: () => ({ data: '', state: null }),
  decode: () => ({ choice: [] }),
  same({ seq, ref, member }, { body }, present) {
    // The poll contains the choice of a vote unless another vote of the member has replaced it. The newest events only
    // show that if the vote is among them.
    const recent = present.recent();
    const isOverridden = recent.some(
      (other) => other.seq > seq && other.ref === ref && other.kind === 'vote' && other.member === member,
    );
    const target = targetOf('vote', ref, present);
    if (isOverridden || (recent[0]?.seq ?? 0) > seq || 'refused' in target || target.kind !== 'poll') return true;
    return withVote(target.body.ballots, member, body.choice) === target.body.ballots;
  },
  frame: ({ seq, ref, ts }, context) => {
    return { type: 'vote', seq, ref: ref ?? 0, ...tallyOf(ballotsOf(ref, context)), ts };
  },
  toSender(event, context) {
    return { ...vote.frame(event, context), mine: choiceOf(ballotsOf(event.ref, context), event.member) };
  },
};

function ballotsOf(ref: number | null, context: FrameContext) {
  const item = context.item(ref);
  return item?.kind === 'poll' ? item.body.ballots : NO_BALLOTS;
}
