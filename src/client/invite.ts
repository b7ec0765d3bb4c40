/** The links that bring others into a room: that to a locked one carries its key (lock.ts). */

import { isRoomKey } from '../protocol/connect.ts';
import { normaliseRoom } from '../protocol/room-names.ts';

/** The address of a room's page with its key in the fragment, which browsers send to nobody. */
export function inviteLink({ url, room, key }: { url: string; room: string; key?: string | undefined }): string {
  const link = new URL(`/r/${encodeURIComponent(normaliseRoom(room) ?? room)}`, url);
  if (key !== undefined) link.hash = `key=${key}`;
  return link.href;
}

/** The key in a fragment such as `#key=…`; `undefined` if there is none that can be one. */
export function keyInLink(hash: string): string | undefined {
  const key = new URLSearchParams(hash.replace(/^#/, '')).get('key');
  return key !== null && isRoomKey(key) ? key : undefined;
}
