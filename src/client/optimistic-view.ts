/** What a person is shown: what is stored, with this session's own changes on it that aren't yet. Derived, never kept. */

import type { ClientState } from './client-state.ts';
import { applyEvent, isRow, toEvent } from './events/registry.ts';
import { isOrphan } from './own-event.ts';
import type { RoomState } from './state.ts';
import { StateDraft } from './state-draft.ts';

/**
 * The state as it will be once the outbox has gone out: each pending change does what its ack will do, and what failed has no
 * effect. Without pending changes `messages` and `settings` are the very objects of `state`.
 */
export function shown(state: ClientState): RoomState {
  const draft = new StateDraft(state);
  const outbox = state.outbox.filter(isRow);
  const changes = state.outbox.filter((entry) => !isRow(entry));
  for (const entry of changes) {
    if (entry.status !== 'sending' || isOrphan(entry, state.epoch)) continue;
    const event = toEvent(entry, state, { seq: 0, ts: entry.createdMs });
    if (event) applyEvent(draft, event, true);
  }
  return { ...draft.state, outbox, changes };
}
