/** Makes events: of requests, with a place in the log, and after a change. */

import type { Kind, ListedKind } from '../../protocol/events/traits.ts';
import type { Envelope } from '../log/types.ts';
import type { Body, NewEvent, Stored } from './body.ts';
import type { Composed, ItemChange, Sender } from './contract.ts';
import { itemModuleOf } from './registry.ts';

/**
 * The one place where an event with a place is made. Its fields always come in this order, so that the engine has one shape for all
 * of them.
 */
export function stored<K extends Kind>(
  { kind, ref, member, sessionTag, clientEventId, name }: Envelope & { readonly kind: K },
  seq: number,
  ts: number,
  body: Body[K],
): Stored<K> {
  return { seq, ts, kind, ref, member, sessionTag, clientEventId, name, body };
}

/** A composed request as the event that it asks for. */
export function drafted<K extends Kind>(
  kind: K,
  { ref, body }: Composed<K>,
  { memberId: member, sessionTag, name }: Sender,
  clientEventId: string | null,
): NewEvent<K> {
  return { kind, ref, member, sessionTag, clientEventId, name, body };
}

/** Gives an event its place. */
export function placed<K extends Kind>(event: NewEvent<K>, body: Body[K], seq: number, ts: number): Stored<K> {
  return stored(event, seq, ts, body);
}

/** An item as it is after a change. */
export function changed<K extends ListedKind>(item: Stored<K>, change: ItemChange): Stored<K> {
  return stored(item, item.seq, item.ts, itemModuleOf(item.kind).changed(item.body, change));
}
