/** The key of a locked room: made of a passphrase that never leaves this machine. */

import { toBase64Url } from '../protocol/base64url.ts';
import { normaliseRoom } from '../protocol/room-names.ts';

/** What OWASP recommends for PBKDF2 with SHA-256: a second of a phone's time, and of a guesser's. */
const ROUNDS = 600_000;

/**
 * The key that a passphrase stands for, in one room of one server: 256 bits as 43 characters of base64url. PBKDF2-SHA-256
 * (RFC 8018) with the salt `parley|<host>|<room>`. Needs a secure context in a browser.
 * @param url where the server is
 * @param passphrase taken in Unicode NFC, so that it is the same from every keyboard
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
