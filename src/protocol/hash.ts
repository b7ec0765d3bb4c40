/** SHA-256, as a runtime of either side has it, and the hashes that two sides must make alike. */

import { toBase64Url } from './base64url.ts';

/** SHA-256 of a text in UTF-8: 32 bytes. */
export async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/** The hash of the key of a locked room, in base64url. The edge hashes the key of a connect, the room that of its lock: they are compared. */
export async function keyHashOf(key: string): Promise<string> {
  return toBase64Url(await sha256(key));
}
