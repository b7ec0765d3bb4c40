/** What a person is shown: what is stored, with this session's own changes on it that aren't yet. Derived, never kept. */

import type { ClientState } from './client-state.ts';
import { applyEvent } from './messages.ts';
import { isOrphan, toEvent } from './own-event.ts';
import type { Change, Outgoing, RoomState } from './state.ts';
import { StateDraft } from './state-draft.ts';

/**
 * The state as it will be once the outbox has gone out: each pending change does what its ack will do, and what failed has no
 * effect. Without pending changes `messages` and `settings` are the very objects of `state`.
 */
export function shown(state: ClientState): RoomState {
  const { self, epoch } = state;
  const draft = new StateDraft(state);
  const outbox: Outgoing[] = [];
  const changes: Change[] = [];
  for (const entry of state.outbox) {
    if (entry.type === 'msg') outbox.push(entry);
    else {
      changes.push(entry);
      if (self && entry.status === 'sending' && !isOrphan(entry, epoch))
        applyEvent(draft, toEvent(entry, self, { seq: 0, ts: entry.createdMs, epoch }));
    }
  }
  return { ...draft.state, outbox, changes };
}
