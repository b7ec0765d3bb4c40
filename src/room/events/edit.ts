/** Editing one's own message. The edit's row has no text, because the text is stored in the message. */

import { refuse } from '../../protocol/refusal.ts';
import { cleanText } from '../../protocol/text.ts';
import type { RoomEvent } from './contract.ts';
import { targetOf } from './items.ts';
import { checkText } from './msg.ts';

declare module './body.ts' {
  interface Body {
    /** Empty, because the new text is stored in the message. */
    edit: Record<never, never>;
  }
}

const BODY = {};

export const edit: RoomEvent<'edit'> = {
  compose({ ref, data }) {
    const text = cleanText(data);
    return { ref, body: BODY, text, cleaned: text !== data };
  },
  check: ({ text }, limits) => checkText(text, limits),
  judge({ ref, member }, { present, ts, text, changed }) {
    const target = targetOf('edit', ref, present);
    if ('refused' in target) return target;
    if (target.member !== member) return refuse('forbidden', 'Only the author of a message may edit it.');
    return { effects: [{ on: 'item', item: changed(target, { text, edited: ts }), erases: true }] };
  },
  encode: () => ({ data: '', state: null }),
  decode: () => BODY,
  same({ seq, ts, ref }, { text }, present) {
    // The text of an edit is that of the message until another edit replaces it. Two edits may have the same time
    // stamp.
    const isOverridden = present
      .recent()
      .some((other) => other.seq > seq && other.ref === ref && (other.kind === 'edit' || other.kind === 'delete'));
    const target = isOverridden ? undefined : targetOf('edit', ref, present);
    if (!target || 'refused' in target || target.body.state?.edited !== ts) return true;
    return cleanText(target.body.text) === text;
  },
  frame: ({ seq, ref, name: from, member: fromId, ts }, context) => {
    return { type: 'edit', seq, ref: ref ?? 0, from, fromId, data: context.ofEdit(ref), ts };
  },
};
