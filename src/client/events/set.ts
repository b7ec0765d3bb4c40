/** Settings of the room, including its lock. The room decides who may change them. */

import { addLine } from '../room-state/notices.ts';
import type { ClientEvent } from './contract.ts';

export const set: ClientEvent<'set'> = {
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
