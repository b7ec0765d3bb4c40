/** Opens a room in a browser tab, with everything that can be done in it. */

import { type OpenRoom, type OpenRoomOptions, openTab } from './open-tab.ts';
import { RoomClient } from './room-client.ts';

/**
 * Opens `room` in this tab. The session is this tab's own, or that of a dead tab with unsent messages, or a new one.
 * The outbox, this browser's identity and the copy of the room are read from storage in the background, and the client
 * can be used at once. The caller calls `client.connect()`. Open a room only once: a second call without `close` counts
 * as another tab.
 */
export function openRoom(options: OpenRoomOptions): OpenRoom<RoomClient> {
  return openTab(options, (all) => new RoomClient(all));
}
