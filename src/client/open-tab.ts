/** Opens a room in a browser tab, with its session, outbox and client. */

import { normaliseRoom } from '../protocol/room-names.ts';
import type { CoreClient } from './core-client.ts';
import { browserIdentity } from './identity/identity-idb.ts';
import { type HeldSession, tabSession } from './identity/session.ts';
import type { Opening, RoomClientOptions } from './options.ts';
import { idbOutbox, unsentSessions } from './outbox/outbox-idb.ts';
import { loadCopy } from './room-copy/room-copy-idb.ts';
import { allowed } from './storage/if-allowed.ts';

export interface OpenRoomOptions {
  /** The server's URL, usually `location.origin`. */
  url: string;
  room: string;
  name?: string | undefined;
  /** The key of a locked room (lock-key.ts). */
  key?: string | undefined;
}

/** A room that this tab has open. */
export interface OpenRoom<Client extends CoreClient> {
  client: Client;
  /** Leaves the room and releases its session. */
  close(): void;
}

/** Like `openRoom`, with a client that `make` creates. */
export function openTab<Client extends CoreClient>(
  options: OpenRoomOptions,
  make: (options: RoomClientOptions) => Client,
): OpenRoom<Client> {
  const room = normaliseRoom(options.room) ?? options.room;
  const session = sessionOf(room);
  const client = make({ ...options, opening: opening(room, session) });
  return {
    client,
    close() {
      client.leave();
      // The next tab to take the session must find all that was written.
      client.keepOutbox().then(async () => (await session).release());
    },
  };
}

function sessionOf(room: string): Promise<HeldSession> {
  const [navigation] = performance.getEntriesByType('navigation');
  return tabSession({
    room,
    storage: allowed(() => sessionStorage),
    locks: allowed(() => navigator.locks),
    unsent: () => unsentSessions(room),
    reloaded: navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload',
  });
}

async function opening(room: string, held: Promise<HeldSession>): Promise<Opening> {
  const [session, identity, copy] = await Promise.all([held, browserIdentity(), loadCopy(room)]);
  return { session, identity, copy, outbox: idbOutbox(room, session.sid) };
}
