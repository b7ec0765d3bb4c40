/** SHA-256 through Web Crypto, and the hashes that two sides must compute identically. */

import { toBase64Url } from './base64url.ts';

/** SHA-256 of a text's UTF-8 encoding: 32 bytes. */
export async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/**
 * The hash of a room key, in base64url. The edge hashes the key that a client presents and the room hashes the key of
 * its lock, so that the two can be compared.
 */
export async function keyHashOf(key: string): Promise<string> {
  return toBase64Url(await sha256(key));
}
