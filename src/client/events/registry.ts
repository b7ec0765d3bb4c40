/** The client's registry of all kinds of events. A missing kind is a compile error. */

import type { EventFrame, Frame } from '../../protocol/events/registry.ts';
import type { Kind, ListedKind } from '../../protocol/events/traits.ts';
import { isGuest } from '../../protocol/identity.ts';
import { contentOf, type Queued } from '../outbox/own-event.ts';
import type { ClientState } from '../room-state/client-state.ts';
import { setRole } from '../room-state/members.ts';
import type { StateDraft } from '../room-state/state-draft.ts';
import { close } from './close.ts';
import type { Content } from './content.ts';
import type { ClientEvent, EventOrigin } from './contract.ts';
import { remove } from './delete.ts';
import { edit } from './edit.ts';
import { mod } from './mod.ts';
import { msg } from './msg.ts';
import { poll } from './poll.ts';
import { react } from './react.ts';
import { set } from './set.ts';
import { vote } from './vote.ts';

/** Event frames by their `type` on the wire. */
type FrameOf = { [K in Kind as Frame[K]['type']]: Frame[K] };
type FrameType = keyof FrameOf;

/**
 * The modules by kind and by the `type` of their frames. The two differ only for messages, whose frames are
 * `broadcast`.
 */
const EVENTS = { msg, broadcast: msg, edit, delete: remove, react, poll, vote, close, set, mod } satisfies ByKind &
  ByFrame;

// EVENTS as the functions below see it: maps in which TypeScript can look up a generic kind.
type ByKind = { readonly [K in Kind]: ClientEvent<K> };
type ByFrame = {
  readonly [T in FrameType]: { apply(draft: StateDraft, frame: FrameOf[T], isOwn: boolean): void };
};
type Outlooks = { readonly [T in Kind | FrameType]?: Pick<ClientEvent<Kind>, 'orphan' | 'shows'> };

/**
 * Applies an event whose `seq` is already counted. Events of unknown kinds change nothing.
 * @param isOwn whether this session sent it
 */
export function applyEvent<T extends FrameType>(
  draft: StateDraft,
  event: FrameOf[T] & { type: T },
  isOwn: boolean,
): void {
  const byFrame: ByFrame = EVENTS;
  if (!Object.hasOwn(byFrame, event.type)) return;
  // A member who starts a room owns it; a guest doesn't (docs/protocol.md, "Roles").
  if (event.seq === 1 && 'fromId' in event && !isGuest(event.fromId)) setRole(draft, event.fromId, 'owner');
  byFrame[event.type].apply(draft, event, isOwn);
}

/** Whether an event is shown as a row of its own. A later version may have left unknown kinds in the outbox. */
export function isRow<E extends { type: Kind | FrameType }>(event: E): event is Extract<E, { type: ListedKind }> {
  const outlooks: Outlooks = EVENTS;
  return outlooks[event.type]?.shows === 'row';
}

/** Whether a queued event is sent although the message it refers to is gone. */
export function outlivesTarget(event: { type: Kind }): boolean {
  const outlooks: Outlooks = EVENTS;
  return outlooks[event.type]?.orphan === 'plain';
}

/**
 * The event `entry` as other members get it; `undefined` for an unknown kind, or without a `self`.
 * @param at its place in the log
 * @param stored the text or emoji as stored, if cleaning changed it
 */
export function toEvent(
  entry: Queued,
  { self, epoch }: Pick<ClientState, 'self' | 'epoch'>,
  at: { seq: number; ts: number },
  stored?: string,
): EventFrame | undefined {
  return self && eventOf({ ...contentOf(entry, epoch), ...at, from: self.name, fromId: self.id }, stored);
}

function eventOf<K extends Kind>(said: Content[K] & EventOrigin & { type: K }, stored?: string): Frame[K] | undefined {
  const byKind: Partial<ByKind> = EVENTS;
  return byKind[said.type]?.toEvent(said, stored);
}
