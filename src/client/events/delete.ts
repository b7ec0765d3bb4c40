/** Deletions. Whose messages one may delete besides one's own is up to the room. */

import { changeMessage } from '../messages.ts';
import { noTarget } from './checks.ts';
import type { ClientEvent } from './contract.ts';

export const remove: ClientEvent<'delete', { ref: number }, 'not_found'> = {
  compose: ({ ref }, shown) => noTarget(shown, ref) ?? { type: 'delete', ref, refEpoch: shown.epoch },
  apply(draft, { ref }) {
    changeMessage(draft, ref, ({ reacts: _, edited: __, ...message }) => ({ ...message, data: '', gone: true }));
  },
  toEvent: (said) => ({ ...said, data: '' }),
  orphan: 'drop',
  shows: 'change',
};
