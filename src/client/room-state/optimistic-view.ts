/** What is displayed: the stored state with this session's pending changes on top. It is derived, never stored. */

import { applyEvent, isRow, toEvent } from '../events/registry.ts';
import { isOrphan } from '../outbox/own-event.ts';
import type { ClientState } from './client-state.ts';
import type { RoomState } from './state.ts';
import { StateDraft } from './state-draft.ts';

/**
 * The state as it will be once the outbox has been sent. Each pending change has the effect that its ack will have, and
 * failed changes have none. Without pending changes, `messages` and `settings` are the same objects as in `state`.
 */
export function optimisticView(state: ClientState): RoomState {
  const draft = new StateDraft(state);
  const outbox = state.outbox.filter(isRow);
  const changes = state.outbox.filter((entry) => !isRow(entry));
  for (const entry of changes) {
    if (entry.status !== 'sending' || isOrphan(entry, state.epoch)) continue;
    const event = toEvent(entry, state, { seq: 0, ts: entry.createdMs });
    if (event) applyEvent(draft, event, true);
  }
  return { ...draft.state, outbox, changes, loadingOlder: state.older !== undefined };
}
