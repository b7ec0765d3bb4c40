/** Invitation links. The link to a locked room carries its key (lock-key.ts, key-in-link.ts). */

import { normaliseRoom } from '../../protocol/room-names.ts';

/** The URL of a room's page. The key is in the fragment, which browsers don't send to any server. */
export function inviteLink({ url, room, key }: { url: string; room: string; key?: string | undefined }): string {
  const link = new URL(`/r/${encodeURIComponent(normaliseRoom(room) ?? room)}`, url);
  if (key !== undefined) link.hash = `key=${key}`;
  return link.href;
}
