/** Hashes of addresses, so that a room can recognise an address without storing it. */

import { toBase64Url } from '../../protocol/base64url.ts';
import { sha256 } from '../../protocol/hash.ts';
import type { AddressHashes } from './acts.ts';

/** A new salt: 128 random bits. */
function newSalt(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
}

export async function hashAddress(salt: string, address: string): Promise<string> {
  return toBase64Url(await sha256(`${salt} ${address}`));
}

/** @param salt the room's salt; without one a new salt is generated */
export async function hashAddresses(salt: string = newSalt(), addresses: readonly string[]): Promise<AddressHashes> {
  const hashes = await Promise.all(new Set(addresses).values().map((address) => hashAddress(salt, address)));
  return { salt, hashes };
}
