/** Applies the state that a client starts from. */

import type { Credentials } from './credentials.ts';
import { knownFrom, type RoomClientOptions } from './options.ts';
import { memoryOutbox } from './outbox.ts';
import type { OwnOutbox } from './own-outbox.ts';
import type { Store } from './store.ts';

/** Applies the copy, then the stored outbox, then what was queued meanwhile. Never rejects. */
export async function takeOpening(
  options: RoomClientOptions,
  credentials: Credentials,
  store: Store,
  outbox: OwnOutbox,
): Promise<void> {
  const fetched = await options.opening?.catch(() => undefined);
  if (fetched) {
    credentials.take(fetched);
    store.set(knownFrom(fetched));
  }
  await outbox.open(fetched?.outbox ?? options.outbox ?? memoryOutbox());
}
