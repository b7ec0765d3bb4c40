/** Base64url without padding (RFC 4648 §5), the encoding of all binary values on the wire. */

/** Exactly 32 bytes, with the unused bits of the last character zero, so that equal values always have equal text. */
export const BASE64URL_256 = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The bytes of a text without padding, or `undefined` if it isn't base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}
