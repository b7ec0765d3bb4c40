/** Deleting an item: one's own, or another member's as a moderator. */

import { refuse } from '../../protocol/refusal.ts';
import { may, whoMay } from '../access/roles.ts';
import type { RoomEvent } from './contract.ts';
import { targetOf } from './items.ts';

declare module './body.ts' {
  interface Body {
    delete: Record<never, never>;
  }
}

const BODY = {};

export const remove: RoomEvent<'delete'> = {
  compose: ({ ref }) => ({ ref, body: BODY, text: '', cleaned: false }),
  judge({ ref, member }, { present, state, rank, changed }) {
    const target = targetOf('delete', ref, present);
    if ('refused' in target) return target;
    if (target.member !== member && !may(rank, 'deleteOthers', state.moderation))
      return refuse('forbidden', `This message was written by another member. ${whoMay('deleteOthers')}`);
    return { effects: [{ on: 'item', item: changed(target, { gone: true }), erases: true }] };
  },
  encode: () => ({ data: '', state: null }),
  decode: () => BODY,
  same: () => true,
  frame: ({ seq, ref, name: from, member: fromId, ts }, context) => {
    context.deleted(ref);
    return { type: 'delete', seq, ref: ref ?? 0, from, fromId, data: '', ts };
  },
};
