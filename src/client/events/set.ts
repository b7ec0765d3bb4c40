/** Settings of the room, including its lock. The room decides who may change them. */

import { SLOW_SECONDS, TOPIC_CHARS } from '../../protocol/limits.ts';
import { cleanTopic, codePoints } from '../../protocol/text.ts';
import { addLine } from '../room-state/notices.ts';
import type { SettingsChange } from '../room-state/state.ts';
import { refuse } from './checks.ts';
import type { ClientEvent } from './contract.ts';

export const set: ClientEvent<'set', SettingsChange, 'too_large' | 'bad_request'> = {
  compose(change) {
    const { slow = 0, locked = false, key } = change;
    const topic = cleanTopic(change.topic ?? '');
    if (codePoints(topic) > TOPIC_CHARS) return refuse('too_large', `A topic has at most ${TOPIC_CHARS} characters.`);
    if (!(Number.isInteger(slow) && slow >= 0 && slow <= SLOW_SECONDS))
      return refuse('bad_request', `Slow mode must be 0 to ${SLOW_SECONDS} seconds.`);
    if (locked !== (key !== undefined))
      return refuse('bad_request', 'Send "locked":true and a "key" together, or neither of them.');
    return { type: 'set', data: { ...change, ...(change.topic === undefined ? {} : { topic }) } };
  },
  /** Applies the new settings and adds a line about them. */
  apply(draft, { seq, from, fromId, data, ts }) {
    const { settings, count } = draft.state;
    draft.set({ settings: { ...settings, ...data } });
    // A setting that isn't stored yet is not announced.
    if (seq === 0) return;
    const set = { by: { id: fromId, name: from }, data };
    addLine(draft, { event: 'notice', who: [], count, data: `${from} changed the settings of the room`, ts, set });
  },
  /** The key stays in the session. */
  toEvent: ({ data: { key: _, ...data }, ...said }) => ({ ...said, data }),
  orphan: 'drop',
  shows: 'change',
};
