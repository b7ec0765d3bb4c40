/**
 * Signatures with a secret that a room and its files share: HMAC-SHA-256. Each use of the secret has a purpose, which is
 * signed too, so that what was signed for one purpose is never valid for another.
 */

import { BASE64URL_256, fromBase64Url, toBase64Url } from './base64url.ts';

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;

export type Purpose = 'address' | 'file' | 'reading' | 'upload';

/** A new secret: 256 random bits in base64url. */
export function newSecret(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/**
 * The key of a secret, for signing and verifying.
 * @throws Error if `secret` isn't 256 bits in base64url
 */
export async function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = BASE64URL_256.test(secret) ? fromBase64Url(secret) : undefined;
  if (!bytes) throw new Error('A secret has 43 characters of base64url.');
  return crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign', 'verify']);
}

/** The signature of a text: 32 bytes. */
export async function signed(key: CryptoKey, purpose: Purpose, text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign(HMAC, key, messageOf(purpose, text)));
}

/**
 * Whether `signature` is the signature of the text. The time it takes doesn't depend on how much of it is right.
 * @param signature in base64url
 */
export async function isSigned(key: CryptoKey, purpose: Purpose, text: string, signature: string): Promise<boolean> {
  // Only one text stands for a signature, so that a ticket can't be changed and stay valid.
  const mac = BASE64URL_256.test(signature) ? fromBase64Url(signature) : undefined;
  return mac !== undefined && crypto.subtle.verify(HMAC, key, mac, messageOf(purpose, text));
}

function messageOf(purpose: Purpose, text: string) {
  return new TextEncoder().encode(`parley.${purpose}.${text}`);
}
