/** A room in a browser tab: session, outbox and client put together. */

import { normaliseRoom } from '../protocol/room-names.ts';
import { allowed } from './allowed.ts';
import { COPIED } from './copy.ts';
import { forgetCopy, loadCopy, saveCopy } from './copy-idb.ts';
import { browserIdentity } from './identity-idb.ts';
import { idbOutbox, unsentSessions } from './outbox-idb.ts';
import { RoomClient } from './room-client.ts';
import { tabSession } from './session.ts';
import type { RoomState } from './state.ts';

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
  /**
   * Brings the copy that outlives the page up to date, if anything that it holds has changed. To be called now and then, and
   * with `isLast` when the page may be about to go: the outbox is then brought up to date, too.
   */
  keepCopy(options: { isLast: boolean }): Promise<void>;
  /** Leaves the room and lets go of its session. */
  close(): void;
}

/**
 * Takes up this tab's session in `room` (or that of a tab that died with unsent messages, or a new one) with its outbox,
 * as the member that this browser is, and begins with what was known of the room before.
 * `client.connect()` is left to the caller. Open a room once: a second time without `close` counts as another tab.
 */
export async function openRoom(options: OpenRoomOptions): Promise<OpenRoom> {
  const room = normaliseRoom(options.room) ?? options.room;
  const [navigation] = performance.getEntriesByType('navigation');
  const [identity, session, copy] = await Promise.all([
    browserIdentity(),
    tabSession({
      room,
      storage: allowed(() => sessionStorage),
      locks: allowed(() => navigator.locks),
      unsent: () => unsentSessions(room),
      reloaded: navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload',
    }),
    loadCopy(room),
  ]);
  const client = new RoomClient({ ...options, identity, session, copy, outbox: idbOutbox(room, session.sid) });
  let kept: RoomState = client.state;
  return {
    client,
    async keepCopy({ isLast }) {
      if (isLast) client.keepOutbox();
      const { state } = client;
      if (COPIED.every((key) => state[key] === kept[key])) return;
      kept = state;
      const isLive = state.link.status === 'live';
      const { copy } = client;
      if (copy) await saveCopy(room, copy, { isLive, isLast });
      // Whoever closed the room has deleted all that was in it.
      else if (isLive) await forgetCopy(room);
    },
    close() {
      client.leave();
      session.release();
    },
  };
}
