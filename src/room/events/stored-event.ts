/** Creates events: from requests, with a place in the log, and after a change. */

import type { Kind, ListedKind } from '../../protocol/events/traits.ts';
import type { Envelope } from '../log/types.ts';
import type { Body, NewEvent, Stored } from './body.ts';
import type { Composed, ItemChange, Sender } from './contract.ts';
import { itemModuleOf } from './registry.ts';

/**
 * The only place where an event with a place is created. The fields always come in the same order, so that V8 uses one
 * hidden class for all events.
 */
export function stored<K extends Kind>(
  { kind, ref, member, sessionTag, clientEventId, name }: Envelope & { readonly kind: K },
  seq: number,
  ts: number,
  body: Body[K],
): Stored<K> {
  return { seq, ts, kind, ref, member, sessionTag, clientEventId, name, body };
}

/** The event that a composed request asks for. */
export function drafted<K extends Kind>(
  kind: K,
  { ref, body }: Composed<K>,
  { memberId: member, sessionTag, name }: Sender,
  clientEventId: string | null,
): NewEvent<K> {
  return { kind, ref, member, sessionTag, clientEventId, name, body };
}

/** Gives an event its place in the log. */
export function placed<K extends Kind>(event: NewEvent<K>, body: Body[K], seq: number, ts: number): Stored<K> {
  return stored(event, seq, ts, body);
}

/** An item as it is after a change. */
export function changed<K extends ListedKind>(item: Stored<K>, change: ItemChange): Stored<K> {
  return stored(item, item.seq, item.ts, itemModuleOf(item.kind).changed(item.body, change));
}
