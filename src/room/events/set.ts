/** Settings of the room, including its lock. */

import type { Request } from '../../protocol/events/registry.ts';
import { keyHashOf } from '../../protocol/hash.ts';
import { TOPIC_CHARS } from '../../protocol/limits.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { cleanText, cleanTopic, codePoints } from '../../protocol/text.ts';
import { type Change, changeSettings } from '../access/settings.ts';
import type { RoomEvent } from './contract.ts';

declare module './body.ts' {
  interface Body {
    set: { readonly change: Change };
  }
}

export const set: RoomEvent<'set'> = {
  prepare: ({ data: { key } }) => (key === undefined ? undefined : keyHashOf(key).then((keyHash) => ({ keyHash }))),
  compose({ data }) {
    const change = toChange(data);
    if ('refused' in change) return change;
    const { topic = '' } = change;
    // The stored event never has the key, only that the room is locked.
    return { ref: null, body: { change }, text: topic, cleaned: topic !== (data.topic ?? '') };
  },
  check({ text: topic }) {
    if (codePoints(topic) <= TOPIC_CHARS) return undefined;
    return refuse('too_large', `A topic can have at most ${TOPIC_CHARS} characters.`);
  },
  judge({ body: { change } }, { state, rank, maxDays, prepared }) {
    const next = changeSettings(state, change, { rank, keyHash: prepared?.keyHash, maxDays });
    return 'refused' in next ? next : { effects: [{ on: 'room', state: next }] };
  },
  encode: ({ change }) => ({ data: JSON.stringify(change), state: null }),
  decode({ data }) {
    const change: Change | null = JSON.parse(data);
    if (typeof change !== 'object' || change === null) throw new Error('a settings event has no change');
    return { change };
  },
  // Older versions cleaned less of what they stored.
  same: ({ body }, repeated) => cleanText(JSON.stringify(body)) === JSON.stringify(repeated.body),
  frame: ({ seq, name: from, member: fromId, ts, body: { change } }) => {
    return { type: 'set', seq, from, fromId, data: change, ts };
  },
  stored({ body: { change } }, acts) {
    if (change.locked) acts.forgetWrongKeys();
  },
};

function toChange({ topic: raw, key, slow, locked, retentionDays }: Request['set']['data']): Change | Refusal {
  const topic = raw === undefined ? undefined : cleanTopic(raw);
  if ((locked === true) !== (key !== undefined))
    return refuse('bad_request', 'To lock a room, send both "locked":true and a "key".');
  const change = {
    ...(topic === undefined ? {} : { topic }),
    ...(slow === undefined ? {} : { slow }),
    ...(locked === undefined ? {} : { locked }),
    ...(retentionDays === undefined ? {} : { retentionDays }),
  };
  if (Object.keys(change).length === 0)
    return refuse('bad_request', 'A "set" frame must contain a setting, such as {"topic":"…"}.');
  return change;
}
