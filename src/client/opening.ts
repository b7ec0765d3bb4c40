/** Applies the state that a client starts from. */

import type { Credentials } from './identity/credentials.ts';
import { knownFrom, type RoomClientOptions } from './options.ts';
import { memoryOutbox, type OutboxStore } from './outbox/outbox.ts';
import type { Store } from './room-state/state-store.ts';

/**
 * Applies the session, the identity and the copy. Never rejects.
 * @returns where the outbox is stored
 */
export async function takeOpening(
  options: RoomClientOptions,
  credentials: Credentials,
  store: Store,
): Promise<OutboxStore> {
  const fetched = await options.opening?.catch(() => undefined);
  if (fetched) {
    credentials.take(fetched);
    store.set(knownFrom(fetched));
  }
  return fetched?.outbox ?? options.outbox ?? memoryOutbox();
}
