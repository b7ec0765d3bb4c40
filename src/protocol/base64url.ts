/** Bytes as base64url without padding (RFC 4648 §5), the form of everything binary on the wire. */

/** 32 bytes in the one spelling that has no spare bits set, so that two that are equal are the same text. */
export const BASE64URL_256 = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
