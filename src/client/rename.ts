/** This member's new name: a function of a client, so that a page can load it after its first paint. */

import { RETRYABLE } from '../protocol/codes.ts';
import type { CoreClient } from './core-client.ts';
import { newId } from './identity/session.ts';
import { RETRY_AFTER_MS } from './outbox/outbox.ts';
import { ask } from './questions/request.ts';

/** See `RoomClient.rename`. */
export function rename(client: CoreClient, name: string): void {
  const { credentials, outbox, store } = client.parts;
  credentials.name = name;
  // A connection that is still opening may have been requested under the old name.
  const { status } = store.state.link;
  if (status === 'live' || status === 'connecting') outbox.afterQueued(() => tell(client, name));
}

/** Tells the room the name, and repeats that later if the room asks to wait. The room answers only if it refuses. */
async function tell(client: CoreClient, name: string): Promise<void> {
  const { clock, credentials, store } = client.parts;
  const { link } = store.state;
  const reply = await ask(client, { type: 'name', id: newId(), data: name });
  if (reply.ok || !RETRYABLE.has(reply.code)) return;
  clock.after(reply.retryAfterMs ?? RETRY_AFTER_MS, () => {
    // A newer name replaces this one. A newer connection doesn't need it, because its URL has the name.
    if (credentials.name === name && store.state.link === link) rename(client, name);
  });
}
