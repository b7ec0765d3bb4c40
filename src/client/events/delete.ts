/** Deletions. The room decides whose messages a member may delete besides its own. */

import { changeMessage } from '../room-state/messages.ts';
import { noTarget } from './checks.ts';
import type { ClientEvent } from './contract.ts';

export const remove: ClientEvent<'delete', { ref: number }, 'not_found'> = {
  compose: ({ ref }, shown) => noTarget(shown, ref) ?? { type: 'delete', ref, refEpoch: shown.epoch },
  apply(draft, { ref }) {
    // Nothing else of an item, of any kind, is kept.
    changeMessage(draft, ref, ({ seq, from, fromId, ts, re, own }) => {
      const place = { seq, from, fromId, data: '', ts, gone: true } as const;
      return { ...place, ...(re === undefined ? {} : { re }), ...(own ? { own } : {}) };
    });
  },
  toEvent: (said) => ({ ...said, data: '' }),
  orphan: 'drop',
  shows: 'change',
};
