/** Bytes and tickets of uploads. */

import { toBase64Url } from '../../../src/protocol/base64url.ts';
import { sha256 } from '../../../src/protocol/hash.ts';
import type { UploadTicket } from '../../../src/protocol/ticket.ts';

export function bytesOf(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) + seed) & 255);
}

/** SHA-256 in base64url. */
export async function hashOf(data: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', data)));
}

/** What Ana's ticket for uploading these bytes says. */
export async function ticketFor(
  data: Uint8Array<ArrayBuffer>,
  other: Partial<UploadTicket> = {},
): Promise<UploadTicket> {
  const file = toBase64Url((await sha256(`file ${data.length} ${data[0]}`)).slice(0, 16));
  return {
    ...{ life: 'A'.repeat(22), file, member: 'ana', source: '', bytes: data.length, type: 'application/octet-stream' },
    sha256: await hashOf(data),
    until: Number.MAX_SAFE_INTEGER,
    ...other,
  };
}
