/** Hashes of what a room must know again but not keep: the key of its lock, and addresses. */

import { toBase64Url } from '../../protocol/base64url.ts';
import { sha256 } from '../../protocol/hash.ts';
import type { AddressHashes } from './acts.ts';

/** A new salt: 128 random bits. */
function newSalt(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
}

/** The hash of the key that locks a room. */
export async function hashKey(key: string): Promise<string> {
  return toBase64Url(await sha256(key));
}

export async function hashAddress(salt: string, address: string): Promise<string> {
  return toBase64Url(await sha256(`${salt} ${address}`));
}

/** @param salt of the room, if it has one: without it a new one is made */
export async function hashAddresses(salt: string = newSalt(), addresses: readonly string[]): Promise<AddressHashes> {
  const hashes = await Promise.all(new Set(addresses).values().map((address) => hashAddress(salt, address)));
  return { salt, hashes };
}
