/** The links that bring others into a room: that to a locked one carries its key (lock.ts, key-in-link.ts). */

import { normaliseRoom } from '../protocol/room-names.ts';

/** The address of a room's page with its key in the fragment, which browsers send to nobody. */
export function inviteLink({ url, room, key }: { url: string; room: string; key?: string | undefined }): string {
  const link = new URL(`/r/${encodeURIComponent(normaliseRoom(room) ?? room)}`, url);
  if (key !== undefined) link.hash = `key=${key}`;
  return link.href;
}
