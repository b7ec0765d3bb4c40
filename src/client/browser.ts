/** A room in a browser tab: session, outbox and client put together. */

import { normaliseRoom } from '../protocol/room-names.ts';
import { allowed } from './allowed.ts';
import { loadCopy } from './copy-idb.ts';
import { browserIdentity } from './identity-idb.ts';
import type { Opening } from './options.ts';
import { idbOutbox, unsentSessions } from './outbox-idb.ts';
import { RoomClient } from './room-client.ts';
import { type HeldSession, tabSession } from './session.ts';

export interface OpenRoomOptions {
  /** Where the server is: `location.origin` as a rule. */
  url: string;
  room: string;
  name?: string | undefined;
  /** Of a locked room (lock.ts). */
  key?: string | undefined;
}

/** A room of this tab. */
export interface OpenRoom {
  client: RoomClient;
  /** Leaves the room and lets go of its session. */
  close(): void;
}

/**
 * Takes up this tab's session in `room` (or that of a tab that died with unsent messages, or a new one) with its outbox,
 * as the member that this browser is, and begins with what was known of the room before. All that is fetched from the browser's
 * storage; the client can be used at once. `client.connect()` is left to the caller.
 * Open a room once: a second time without `close` counts as another tab.
 */
export function openRoom(options: OpenRoomOptions): OpenRoom {
  const room = normaliseRoom(options.room) ?? options.room;
  const session = sessionOf(room);
  const client = new RoomClient({ ...options, opening: opening(room, session) });
  return {
    client,
    close() {
      client.leave();
      // What was written before the room was open is stored first: the next one to have the session must find it.
      client.opened.then(async () => (await session).release());
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
