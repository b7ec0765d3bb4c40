/** Edits of one's own messages. */

import { changeMessage } from '../room-state/messages.ts';
import type { ClientEvent } from './contract.ts';

export const edit: ClientEvent<'edit'> = {
  apply(draft, { ref, data, ts }) {
    // In a replay the text is empty if the message was deleted or expired later. There is nothing to show then.
    if (data !== '') changeMessage(draft, ref, (message) => ({ ...message, data, edited: ts }));
  },
  toEvent: (said, data = said.data) => ({ ...said, data }),
  orphan: 'drop',
  shows: 'change',
};
