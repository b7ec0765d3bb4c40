/** Derives the key of a locked room from a passphrase, which never leaves this device. */

import { toBase64Url } from '../../protocol/base64url.ts';
import { normaliseRoom } from '../../protocol/room-names.ts';

/**
 * OWASP's recommendation for PBKDF2 with SHA-256. One derivation takes a phone about a second, and costs an attacker as
 * much for each guess.
 */
const ROUNDS = 600_000;

/**
 * Derives the key of one room on one server from a passphrase: 256 bits as 43 characters of base64url, by
 * PBKDF2-SHA-256 (RFC 8018) with the salt `parley|<host>|<room>`. In a browser it needs a secure context.
 * @param url the server's URL
 * @param passphrase normalised to Unicode NFC, so that every keyboard gives the same key
 */
export async function roomKey({
  url,
  room,
  passphrase,
}: {
  url: string;
  room: string;
  passphrase: string;
}): Promise<string> {
  const encoder = new TextEncoder();
  const secret = await crypto.subtle.importKey('raw', encoder.encode(passphrase.normalize('NFC')), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const salt = encoder.encode(`parley|${new URL(url).host}|${normaliseRoom(room) ?? room}`);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
    secret,
    256,
  );
  return toBase64Url(new Uint8Array(bits));
}
