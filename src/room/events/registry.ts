/** All kinds of events. A kind that is missing here, or lacks a part that its traits ask for, does not compile. */

import type { BroadcastFrame } from '../../protocol/events/msg.ts';
import type {
  AuditedFrame,
  EntryOf,
  ExportEntry,
  Frame,
  Item,
  ItemOf,
  Request,
} from '../../protocol/events/registry.ts';
import {
  type ActKind,
  type AuditedKind,
  isAct,
  isAudited,
  isKind,
  isListed,
  type Kind,
  type ListedKind,
  traitsOf,
} from '../../protocol/events/traits.ts';
import type { AckFrame } from '../../protocol/frames.ts';
import type { Refusal } from '../../protocol/refusal.ts';
import type { SessionRef } from '../../protocol/session-ref.ts';
import type { Limits } from '../../protocol/shared.ts';
import type { Columns, Envelope, Row } from '../log/types.ts';
import type { Body, NewEvent, Prepared, Stored } from './body.ts';
import type {
  Acts,
  Around,
  Common,
  Composed,
  ItemChange,
  Itemed,
  Judged,
  Meeting,
  RoomEvent,
  Sender,
  Texts,
} from './contract.ts';
import { remove } from './delete.ts';
import { edit } from './edit.ts';
import { mod } from './mod.ts';
import { msg } from './msg.ts';
import type { Present } from './present.ts';
import { react } from './react.ts';
import { set } from './set.ts';

const ALL: { readonly [K in Kind]: RoomEvent<K> } = { msg, edit, delete: remove, react, set, mod };

// The same modules as maps from a kind to what it has: TypeScript follows `map[kind]` for a generic kind through a plain map, but not
// through a conditional type.
const EVENTS: { readonly [K in Kind]: Common<K> } = ALL;
const ITEMS: { readonly [K in ListedKind]: Itemed<K> } = ALL;

/**
 * The one place where an event with a place is made. Its fields always come in this order, so that the engine has one shape for all
 * of them.
 */
function stored<K extends Kind>(
  { kind, ref, member, sessionTag, cid, name }: Envelope & { readonly kind: K },
  seq: number,
  ts: number,
  body: Body[K],
): Stored<K> {
  return { seq, ts, kind, ref, member, sessionTag, cid, name, body };
}

/** Hashes what a request holds in clear; `undefined` if there is nothing to wait for. */
export function prepare<K extends Kind>(
  request: Request[K] & { type: K },
  around: Around,
): Promise<Prepared[K]> | undefined {
  return EVENTS[request.type].prepare?.(request, around);
}

/** Checks what can be checked of a request without the room. */
export function compose<K extends Kind>(request: Request[K] & { type: K }, limits: Limits): Composed<K> | Refusal {
  return EVENTS[request.type].compose(request, limits);
}

/** A composed request as the event that it asks for. */
export function drafted<K extends Kind>(
  kind: K,
  { ref, body }: Composed<K>,
  { memberId: member, sessionTag, name }: Sender,
  cid: string | null,
): NewEvent<K> {
  return { kind, ref, member, sessionTag, cid, name, body };
}

/** What an event does beyond its own row, or why it may not be stored. */
export function judge<K extends Kind>(event: NewEvent<K>, meeting: Meeting<K>): Judged<K> | Refusal {
  return EVENTS[event.kind].judge(event, meeting);
}

/** Gives an event its place. */
export function placed<K extends Kind>(event: NewEvent<K>, body: Body[K], seq: number, ts: number): Stored<K> {
  return stored(event, seq, ts, body);
}

/** Whether a repeated request, which would be the event `again`, says the same as a stored event. */
export function isSame<K extends Kind>(
  event: Stored<K>,
  again: Envelope,
  repeated: Composed<K>,
  present: Present,
): boolean {
  if (event.kind !== again.kind || event.ref !== again.ref) return false;
  return EVENTS[event.kind].same(event, repeated, present);
}

/** The stored text that the ack of a repeated request tells. */
export function echoOf<K extends Kind>(event: Stored<K>, request: Request[K]): string | undefined {
  return EVENTS[event.kind].echo?.(event, request);
}

/** Does to connections what a stored event asks for. */
export function carryOut<K extends Kind>(event: Stored<K>, acts: Acts): void {
  EVENTS[event.kind].stored?.(event, acts);
}

/** An item as it is after a change. */
export function changed<K extends ListedKind>(item: Stored<K>, change: ItemChange): Stored<K> {
  return stored(item, item.seq, item.ts, ITEMS[item.kind].changed(item.body, change));
}

/** What the log keeps of an event beside its envelope. */
export function encode<K extends Kind>(event: Stored<K>): Columns {
  return EVENTS[event.kind].encode(event.body);
}

/** @throws if a column doesn't hold a value of the type that was stored */
export function decode(row: Row): Stored {
  if (!isKind(row.kind) || typeof row.seq !== 'number' || typeof row.ts !== 'number' || typeof row.data !== 'string')
    throw new Error(`event ${row.seq} is damaged`);
  return decodeAs(row.kind, row);
}

function decodeAs<K extends Kind>(kind: K, row: Row): Stored<K> {
  const { seq, ts, ref, member, sid: sessionTag, cid, name, data, state } = row;
  return stored({ kind, ref, member, sessionTag, cid, name }, seq, ts, EVENTS[kind].decode({ data, state }));
}

/** For an event that is told when it is stored. @param text Composed.text */
export function liveTexts(text: string): Texts {
  return { ofEdit: () => text, deleted: () => {} };
}

/** The event as everyone but the sending session gets it. The first event of a log tells its epoch. */
export function frameOf<K extends Kind>(event: Stored<K>, texts: Texts, epoch: string): Frame[K] {
  const frame = EVENTS[event.kind].frame(event, texts);
  return event.seq === 1 ? { ...frame, epoch } : frame;
}

/** What base clients get of an event in place of its frame; `undefined` unless its kind has the trait `base: 'own'`. */
export function baseFrameOf<K extends Kind>(event: Stored<K>): BroadcastFrame | undefined {
  return EVENTS[event.kind].base?.(event);
}

/** "Stored", for the session that sent the event. */
export function ackOf(event: Stored, id: string, epoch: string): AckFrame {
  const whole = traitsOf(event.kind).ack === 'whole' ? { event: frameOf(event, NO_TEXTS, epoch) } : {};
  return { type: 'ack', id, seq: event.seq, ts: event.ts, ...whole, ...(event.seq === 1 ? { epoch } : {}) };
}

/** Items as a session sees them. */
export function itemsOf(events: readonly Stored[], asker: SessionRef): Item[] {
  return events.flatMap((event) => (isListed(event) ? itemOf(event, asker) : []));
}

function itemOf<K extends ListedKind>(event: Stored<K>, asker: SessionRef): ItemOf[K] {
  return ITEMS[event.kind].item(event, asker);
}

/** What an export has of an event: `undefined` of a change, which is in its item. */
export function entryOf(event: Stored, epoch: string): ExportEntry | undefined {
  if (isListed(event)) return entryOfItem(event);
  return isAct(event) ? frameOf<ActKind>(event, NO_TEXTS, epoch) : undefined;
}

function entryOfItem<K extends ListedKind>(event: Stored<K>): EntryOf[K] {
  return ITEMS[event.kind].entry(event);
}

/** What the audit list has of an event. */
export function auditedFrameOf(event: Stored, epoch: string): AuditedFrame | undefined {
  return isAudited(event) ? frameOf<AuditedKind>(event, NO_TEXTS, epoch) : undefined;
}

/** The text of an item; '' for other kinds. */
export function textOf(event: Stored): string {
  return isListed(event) ? textOfItem(event) : '';
}

function textOfItem<K extends ListedKind>(event: Stored<K>): string {
  return ITEMS[event.kind].textOf(event.body);
}

/** For events that are told without a text of an edit. */
const NO_TEXTS = liveTexts('');
