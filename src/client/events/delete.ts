/** Deletions. The room decides whose messages a member may delete besides its own. */

import { changeMessage } from '../room-state/messages.ts';
import type { ClientEvent } from './contract.ts';

export const remove: ClientEvent<'delete'> = {
  apply(draft, { ref }) {
    // Keeps only these fields, whatever the kind of the item.
    changeMessage(draft, ref, ({ seq, from, fromId, ts, re, own }) => {
      const place = { seq, from, fromId, data: '', ts, gone: true } as const;
      return { ...place, ...(re === undefined ? {} : { re }), ...(own ? { own } : {}) };
    });
  },
  toEvent: (said) => ({ ...said, data: '' }),
  orphan: 'drop',
  shows: 'change',
};
