/** Exports the history of a room as a file. */

import { browserIdentity } from '../../../client/identity/identity-idb.ts';
import type { Room } from '../../state/room.ts';
import { moreCommon } from '../../words/common.ts';
import { words } from './words.ts';

export type ExportFormat = 'jsonl' | 'text';

/**
 * Fetches the whole history of the room, with a proof of the reader's identity.
 * @returns why it failed, if it did
 */
export async function exportRoom(room: Room, format: ExportFormat): Promise<string | undefined> {
  const path = `/api/rooms/${encodeURIComponent(room.name)}/export`;
  const identity = await browserIdentity();
  const htu = `https://${location.host.toLowerCase()}${path}`;
  const proof = await identity?.prove({ htm: 'GET', htu, nowMs: Date.now() });
  try {
    const response = await fetch(`${path}?format=${format}`, { headers: proof === undefined ? {} : { DPoP: proof } });
    if (!response.ok) return words.peek().notExported(response.status);
    save(await response.blob(), `${room.name}.${format === 'text' ? 'txt' : format}`);
    return undefined;
  } catch {
    return moreCommon.peek().offline;
  }
}

/** Offers `content` as a download. */
function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // By the next task the browser has opened the URL.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
