/** A room in a browser tab: session, outbox and client put together. */

import { normaliseRoom } from '../protocol/names.ts';
import { browserIdentity } from './identity-idb.ts';
import { idbOutbox, unsentSessions } from './outbox-idb.ts';
import { RoomClient } from './room-client.ts';
import { tabSession } from './session.ts';

export interface OpenRoomOptions {
  /** Where the server is: `location.origin` as a rule. */
  url: string;
  room: string;
  name?: string;
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
 * as the member that this browser is.
 * `client.connect()` is left to the caller. Open a room once: a second time without `close` counts as another tab.
 */
export async function openRoom(options: OpenRoomOptions): Promise<OpenRoom> {
  const room = normaliseRoom(options.room) ?? options.room;
  const [navigation] = performance.getEntriesByType('navigation');
  const [identity, session] = await Promise.all([
    browserIdentity(),
    tabSession({
      room,
      storage: sessionStorage,
      locks: navigator.locks,
      unsent: () => unsentSessions(room),
      reloaded: navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload',
    }),
  ]);
  const client = new RoomClient({ ...options, identity, session, outbox: idbOutbox(room, session.sid) });
  return {
    client,
    close() {
      client.leave();
      session.release();
    },
  };
}
