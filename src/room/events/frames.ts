/** Stored events as they are told: to everybody, to the session that sent them, in history, exports and the audit list. */

import type { AuditedFrame, EntryOf, ExportEntry, Frame, Item, ItemOf } from '../../protocol/events/registry.ts';
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
import type { Stored } from './body.ts';
import type { Texts } from './contract.ts';
import { itemModuleOf, moduleOf } from './registry.ts';

/** For an event that is told when it is stored. @param text Composed.text */
export function liveTexts(text: string): Texts {
  return { ofEdit: () => text, deleted: () => {} };
}

/** The event as everyone but the sending session gets it. The first event of a log tells its epoch. */
export function frameOf<K extends Kind>(event: Stored<K>, texts: Texts, epoch: string): Frame[K] {
  const frame = moduleOf(event.kind).frame(event, texts);
  return event.seq === 1 ? { ...frame, epoch } : frame;
}

/** "Stored", for the session that sent the event. */
export function ackOf(event: Stored, id: string, epoch: string): AckFrame {
  const whole = traitsOf(event.kind).ack === 'whole' ? { event: frameOf(event, NO_TEXTS, epoch) } : {};
  return { type: 'ack', id, seq: event.seq, ts: event.ts, ...whole, ...(event.seq === 1 ? { epoch } : {}) };
}

/** "Nothing had to be stored", with the place of the item that the request is about. It stands outside the order of `seq`. */
export function placeAck({ seq, ts }: Stored, id: string, epoch: string): AckFrame {
  return { type: 'ack', id, seq, ts, dup: true, ...(seq === 1 ? { epoch } : {}) };
}

/** Items as a session sees them. */
export function itemsOf(events: readonly Stored[], asker: SessionRef): Item[] {
  return events.flatMap((event) => (isListed(event) ? itemOf(event, asker) : []));
}

function itemOf<K extends ListedKind>(event: Stored<K>, asker: SessionRef): ItemOf[K] {
  return itemModuleOf(event.kind).item(event, asker);
}

/** What an export has of an event: `undefined` of a change, which is in its item. */
export function entryOf(event: Stored, epoch: string): ExportEntry | undefined {
  if (isListed(event)) return entryOfItem(event);
  return isAct(event) ? frameOf<ActKind>(event, NO_TEXTS, epoch) : undefined;
}

function entryOfItem<K extends ListedKind>(event: Stored<K>): EntryOf[K] {
  return itemModuleOf(event.kind).entry(event);
}

/** What the audit list has of an event. */
export function auditedFrameOf(event: Stored, epoch: string): AuditedFrame | undefined {
  return isAudited(event) ? frameOf<AuditedKind>(event, NO_TEXTS, epoch) : undefined;
}

/** For events that are told without a text of an edit. */
const NO_TEXTS = liveTexts('');
