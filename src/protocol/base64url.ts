/** Base64url without padding (RFC 4648 §5), the encoding of all binary values on the wire. */

/** Exactly 32 bytes, with the unused bits of the last character zero, so that equal values always have equal text. */
export const BASE64URL_256 = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
