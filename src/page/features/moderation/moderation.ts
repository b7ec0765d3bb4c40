/** What moderators do, as a person asks for it. What the room refuses is told by a toast (refusals.ts). */

import { browserIdentity, type ChangeResult, inviteLink, type Link, roomKey } from '../../../client/index.ts';
import type { ModRequest } from '../../../protocol/events/mod.ts';
import type { AuditFrame } from '../../../protocol/frames.ts';
import type { Room } from '../../state/room.ts';
import { keepKey, keyOf } from '../../state/room-keys.ts';
import { moreCommon } from '../../words/common.ts';
import { tell } from '../messages/tools/message-actions.ts';
import { words } from './words.ts';

export function moderate(room: Room, request: ModRequest): void {
  tell(room.client.peek()?.moderate(request));
}

/** Locks the room, or changes its passphrase. `undefined` if there is nothing to do it with yet. */
export async function lock(room: Room, passphrase: string): Promise<ChangeResult | undefined> {
  const key = await roomKey({ url: location.origin, room: room.name, passphrase });
  const result = room.client.peek()?.set({ locked: true, key });
  if (result?.ok) keepKey(room.name, key);
  return result;
}

export function unlock(room: Room): ChangeResult | undefined {
  return room.client.peek()?.set({ locked: false });
}

/**
 * Tries to come into a locked room.
 * @returns what the room answered, however long that takes; `undefined` if there is nothing to ask it with
 */
export async function enterWith(room: Room, passphrase: string): Promise<Answered | undefined> {
  const key = await roomKey({ url: location.origin, room: room.name, passphrase });
  keepKey(room.name, key);
  const client = room.client.peek();
  if (!client) return undefined;
  client.useKey(key);
  client.connect();
  return new Promise((resolve) => {
    const stop = client.on('state', () => {
      const { link } = client.state;
      if (link.status !== 'live' && link.status !== 'stopped') return;
      stop();
      resolve(link);
    });
  });
}

type Answered = Extract<Link, { status: 'live' | 'stopped' }>;

/** The link by which others come in, into a locked room too. */
export function inviteTo(room: string, isLocked: boolean): string {
  return inviteLink({ url: location.origin, room, key: isLocked ? keyOf(room) : undefined });
}

/** Those who are banned and silenced now; `undefined` if the room doesn't say. */
export async function restrictedIn(room: Room): Promise<Pick<AuditFrame, 'bans' | 'mutes'> | undefined> {
  const reply = await room.client.peek()?.request({ type: 'audit' });
  return reply?.ok && reply.frame.type === 'audit' ? reply.frame : undefined;
}

export type ExportFormat = 'jsonl' | 'text';

/**
 * Fetches all that was written in the room, with a proof of who asks.
 * @returns why not, if so
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
  // The browser has taken hold of it by the next turn.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
