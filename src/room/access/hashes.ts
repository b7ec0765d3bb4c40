/** Hashes of what a room must know again but not keep: the key of its lock, and addresses. */

import { toBase64Url } from '../../protocol/base64url.ts';
import type { EventRequest } from '../../protocol/events/registry.ts';
import { sha256 } from '../../protocol/hash.ts';
import type { Hashes } from '../events/compose.ts';

/** A new salt: 128 random bits. */
function newSalt(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
}

export async function hashAddress(salt: string, address: string): Promise<string> {
  return toBase64Url(await sha256(`${salt} ${address}`));
}

/** Whether a frame holds what is to be hashed before it is judged. */
export function needsHashes(frame: EventRequest): boolean {
  if (frame.type === 'set') return frame.data.key !== undefined;
  return frame.type === 'mod' && frame.data.action === 'ban' && frame.data.address === true;
}

/**
 * @param salt of the room, if it has one
 * @param addresses of whom the frame is about
 */
export async function hashesOf(
  frame: EventRequest,
  salt: string | undefined,
  addresses: Iterable<string>,
): Promise<Hashes> {
  if (frame.type === 'set' && frame.data.key !== undefined) return { key: toBase64Url(await sha256(frame.data.key)) };
  const room = salt ?? newSalt();
  const hashes = await Promise.all(new Set(addresses).values().map((address) => hashAddress(room, address)));
  return { addresses: { salt: room, hashes } };
}
