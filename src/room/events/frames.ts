/**
 * Stored events as frames: for everybody, for the session that sent them, and in history, exports and the audit list.
 */

import type {
  AuditedFrame,
  EntryOf,
  EventFrame,
  ExportEntry,
  Frame,
  Item,
  ItemOf,
} from '../../protocol/events/registry.ts';
import {
  type ActKind,
  type AuditedKind,
  isAct,
  isAudited,
  isListed,
  type Kind,
  type ListedKind,
  traitsOf,
} from '../../protocol/events/traits.ts';
import type { AckFrame } from '../../protocol/frames.ts';
import type { SessionRef } from '../../protocol/session-ref.ts';
import type { Effect } from '../log/types.ts';
import type { Stored } from './body.ts';
import type { FrameContext } from './contract.ts';
import type { Present } from './present.ts';
import { itemModuleOf, moduleOf } from './registry.ts';

/** The context for an event that is broadcast when it is stored. */
export function liveContext({ text, effects }: { text: string; effects: readonly Effect<Stored>[] }): FrameContext {
  return {
    ofEdit: () => text,
    deleted: () => {},
    item: (ref) => listed(effects.filter((effect) => effect.on === 'item').find(({ item }) => item.seq === ref)?.item),
  };
}

/** The context for an event that is sent by itself later. Edits never are. */
export function laterContext(log: Pick<Present, 'get'>): FrameContext {
  return { ofEdit: () => '', deleted: () => {}, item: (ref) => listed(ref === null ? undefined : log.get(ref)) };
}

function listed(event: Stored | undefined): Stored<ListedKind> | undefined {
  return event && isListed(event) ? event : undefined;
}

/** The event for everyone but its sender. The first event of a log has its epoch. */
export function frameOf<K extends Kind>(event: Stored<K>, context: FrameContext, epoch: string): Frame[K] {
  return withEpoch(event, moduleOf(event.kind).frame(event, context), epoch);
}

/** The event for the sessions of its sender, where it differs from everyone else's. */
export function senderFrameOf<K extends Kind>(
  event: Stored<K>,
  context: FrameContext,
  epoch: string,
): Frame[K] | undefined {
  const frame = moduleOf(event.kind).toSender?.(event, context);
  return frame && withEpoch(event, frame, epoch);
}

function withEpoch<F extends object>({ seq }: { readonly seq: number }, frame: F, epoch: string): F {
  return seq === 1 ? { ...frame, epoch } : frame;
}

/** The ack for the session that sent the event. */
export function ackOf(event: Stored, id: string, context: FrameContext, epoch: string): AckFrame {
  const { seq, ts, kind } = event;
  if (traitsOf(kind).ack === 'place') return withEpoch(event, { type: 'ack', id, seq, ts }, epoch);
  return ackAround(event, id, senderFrameOf(event, context, epoch) ?? frameOf(event, context, epoch), epoch);
}

/** An ack that includes the event itself. */
export function ackAround(event: Stored, id: string, frame: EventFrame, epoch: string): AckFrame {
  const { seq, ts } = event;
  return { ...withEpoch(event, { type: 'ack', id, seq, ts }, epoch), event: frame };
}

/**
 * The ack if nothing had to be stored, with the place of the item that the request concerns. It is outside the order of
 * `seq`.
 */
export function placeAck(item: Stored, id: string, epoch: string): AckFrame {
  const { seq, ts } = item;
  return withEpoch(item, { type: 'ack', id, seq, ts, dup: true }, epoch);
}

/** Items as a session sees them. */
export function itemsOf(events: readonly Stored[], asker: SessionRef): Item[] {
  return events.flatMap((event) => (isListed(event) ? itemOf(event, asker) : []));
}

function itemOf<K extends ListedKind>(event: Stored<K>, asker: SessionRef): ItemOf[K] {
  return itemModuleOf(event.kind).item(event, asker);
}

/** The event's entry in an export; `undefined` for a change, which is part of its item. */
export function entryOf(event: Stored, log: Pick<Present, 'get' | 'epoch'>): ExportEntry | undefined {
  if (isListed(event)) return entryOfItem(event);
  return isAct(event) ? frameOf<ActKind>(event, laterContext(log), log.epoch) : undefined;
}

function entryOfItem<K extends ListedKind>(event: Stored<K>): EntryOf[K] {
  return itemModuleOf(event.kind).entry(event);
}

/** The event's entry in the audit list. */
export function auditedFrameOf(event: Stored, log: Pick<Present, 'get' | 'epoch'>): AuditedFrame | undefined {
  return isAudited(event) ? frameOf<AuditedKind>(event, laterContext(log), log.epoch) : undefined;
}
