/** Ids and secrets of a room's files. */

import { toBase64Url } from './base64url.ts';
import { signed } from './signature.ts';

/** Exactly 16 bytes in base64url, with the unused bits of the last character zero. */
const FILE_ID = /^[A-Za-z0-9_-]{21}[AQgw]$/;

/** Whether `text` has the form of a file id. */
export function isFileId(text: string): boolean {
  return FILE_ID.test(text);
}

/** What an upload is recognised by. A client that repeats it gets the same file. */
export interface UploadSource {
  member: string;
  /** The client's own id of the upload. */
  id: string;
  /** In base64url. */
  sha256: string;
  bytes: number;
}

/**
 * The id of the file that an upload makes: 22 characters, 128 bits. It is derived, so that a repeated request gets the
 * same id even if nothing was stored since, and it can't be guessed without the room's secret.
 * @param key the key of the room's secret (`keyOf`)
 */
export async function fileIdOf(key: CryptoKey, { member, id, sha256, bytes }: UploadSource): Promise<string> {
  const mac = await signed(key, 'file', JSON.stringify([member, id, sha256, bytes]));
  return toBase64Url(mac.subarray(0, 16));
}
