/** What the tests of the modules of events share: a room in view, and an event applied to it. */

import { type ClientState, initialState } from '../../../src/client/client-state.ts';
import type { Intent } from '../../../src/client/events/content.ts';
import { applyEvent } from '../../../src/client/events/registry.ts';
import { enqueue } from '../../../src/client/outbox.ts';
import { reduce } from '../../../src/client/reduce.ts';
import { StateDraft } from '../../../src/client/state-draft.ts';
import type { EventFrame } from '../../../src/protocol/events/registry.ts';
import type { ServerFrame } from '../../../src/protocol/frames.ts';
import { ANA, history, item, SELF, unpacked, welcome } from './frames.ts';

export const NOW = 1_700_000_100_000;

export function after(state: ClientState, ...frames: ServerFrame[]): ClientState {
  return frames.reduce((before, frame) => reduce(before, unpacked(frame), { nowMs: NOW }).state, state);
}

const MINE = { from: SELF.name, fromId: SELF.id };
/** Joined at seq 3: the last two messages are one's own, and the very last is deleted. */
export const JOINED = after(
  initialState('den'),
  welcome({ seq: 3, who: [SELF, ANA], count: 2 }),
  history([item(1), item(2, MINE), item(3, { ...MINE, data: '', gone: true })]),
);

/** The state after an event of somebody else, or of this session. */
export function applied(event: EventFrame, state = JOINED, { isOwn = false } = {}): ClientState {
  const draft = new StateDraft(state);
  applyEvent(draft, event, isOwn);
  return draft.state;
}

/** The state with one event in the outbox, by the id `x`. */
export function asking(intent: Intent, state = JOINED): ClientState {
  return { ...state, outbox: enqueue(state.outbox, 'x', intent, NOW) };
}

/** Where the room put an event of this session. */
export const PLACE = { seq: 4, ts: NOW, ...MINE };
/** The same for Ana's. */
export const BY_ANA = { seq: 4, ts: NOW, from: ANA.name, fromId: ANA.id };
