/** Shared by the tests of event modules: a joined room, and functions that apply events to it. */

import type { Intent } from '../../../src/client/events/content.ts';
import { applyEvent } from '../../../src/client/events/registry.ts';
import { enqueue } from '../../../src/client/outbox/outbox.ts';
import { type ClientState, initialState } from '../../../src/client/room-state/client-state.ts';
import { reduce } from '../../../src/client/room-state/reduce.ts';
import { StateDraft } from '../../../src/client/room-state/state-draft.ts';
import type { EventFrame } from '../../../src/protocol/events/registry.ts';
import type { ServerFrame } from '../../../src/protocol/frames.ts';
import { ANA, history, item, SELF, unpacked, welcome } from './frames.ts';

export const NOW = 1_700_000_100_000;

export function after(state: ClientState, ...frames: ServerFrame[]): ClientState {
  return frames.reduce((before, frame) => reduce(before, unpacked(frame), { nowMs: NOW }).state, state);
}

const MINE = { from: SELF.name, fromId: SELF.id };
/** Joined at seq 3. The last two messages are the client's own, and the last one is deleted. */
export const JOINED = after(
  initialState('den'),
  welcome({ seq: 3, who: [SELF, ANA], count: 2 }),
  history([item(1), item(2, MINE), item(3, { ...MINE, data: '', gone: true })]),
);

/** The state after an event by another session, or by the client's own. */
export function applied(event: EventFrame, state = JOINED, { isOwn = false } = {}): ClientState {
  const draft = new StateDraft(state);
  applyEvent(draft, event, isOwn);
  return draft.state;
}

/** The state with one request in the outbox, under the id `x`. */
export function withRequest(intent: Intent, state = JOINED): ClientState {
  return { ...state, outbox: enqueue(state.outbox, 'x', intent, NOW) };
}

/** The place that the room gave one of the client's own events. */
export const PLACE = { seq: 4, ts: NOW, ...MINE };
/** The place of an event by Ana. */
export const BY_ANA = { seq: 4, ts: NOW, from: ANA.name, fromId: ANA.id };
