/** Messages. */

import type { Limits } from '../../protocol/limits.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { cleanText, codePoints, isBlank } from '../../protocol/text.ts';
import type { RoomEvent } from './contract.ts';
import { changedBody, decodeState, encodeState, itemFields } from './items.ts';

declare module './body.ts' {
  interface Body {
    msg: { readonly text: string; readonly state: ItemState | null };
  }
}

const NOTHING = { effects: [] };

/** Why a new message may not have this text, which has been cleaned. */
export function checkText(text: string, { textChars }: Limits): Refusal | undefined {
  if (isBlank(text)) return refuse('bad_text', 'A message must contain visible text.');
  if (codePoints(text) > textChars) return refuse('too_large', `A message can have at most ${textChars} characters.`);
  return undefined;
}

export const msg: RoomEvent<'msg'> = {
  compose({ data, re = null }) {
    const text = cleanText(data);
    return { ref: re, body: { text, state: null }, text, cleaned: text !== data };
  },
  check: ({ text }, limits) => checkText(text, limits),
  judge({ ref }, { present: { head } }) {
    if (ref === null || ref <= head) return NOTHING;
    const range = head === 0 ? 'and there is none' : `1 to ${head}`;
    return refuse('bad_request', `"re" must be the seq of a stored message, ${range}.`);
  },
  encode: ({ text, state }) => ({ data: text, state: encodeState(state) }),
  decode: ({ data, state }) => ({ text: data, state: decodeState(state) }),
  same({ body: { text, state } }, repeated) {
    if (state?.edited !== undefined || state?.gone) return true;
    // Older versions cleaned less of what they stored.
    return cleanText(text) === repeated.text;
  },
  // The first ack, which said that cleaning changed the text, may have been lost.
  echo: ({ body: { text } }, { data }) => (text === data ? undefined : text),
  frame({ seq, name: from, member: fromId, ts, ref, body: { text, state } }) {
    return {
      type: 'broadcast',
      seq,
      from,
      fromId,
      data: text,
      ts,
      ...(ref === null ? {} : { re: ref }),
      ...(state?.edited === undefined ? {} : { edited: state.edited }),
      ...(state?.gone ? { gone: true } : {}),
    };
  },
  item: (event, asker) => itemFields(event, event.body, asker),
  entry: (event) => ({ type: 'msg', ...itemFields(event, event.body) }),
  textOf: ({ text }) => text,
  changed: changedBody,
};
