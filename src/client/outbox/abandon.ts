/**
 * Abandoning a room and undoing that: functions of a client, so that a page can load them after its first paint.
 */

import type { CoreClient } from '../core-client.ts';
import { joined } from './outbox.ts';
import type { Outbox } from './own-event.ts';

/** The entries that each abandoned client dropped. */
const dropped = new WeakMap<CoreClient, Outbox>();

/** See `RoomClient.abandon`. */
export async function abandon(client: CoreClient): Promise<void> {
  client.leave();
  drop(client);
  await client.opened;
  // The stored entries, unless the client has rejoined.
  if (dropped.has(client)) drop(client);
  await client.keepOutbox();
}

/** See `RoomClient.rejoin`. */
export function rejoin(client: CoreClient): void {
  const { outbox, store } = client.parts;
  outbox.change(joined(dropped.get(client) ?? [], store.state.outbox));
  dropped.delete(client);
  client.connect();
}

/** Drops the client's entries. If it has dropped entries before, these are the stored ones, which come first. */
function drop(client: CoreClient): void {
  const { outbox, store } = client.parts;
  dropped.set(client, joined(store.state.outbox, dropped.get(client) ?? []));
  outbox.change([]);
}
