/** Reading numbers and texts in bytes that may be hostile. What is beyond the end reads as 0, so that nothing throws. */

export function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 0x100 + (bytes[at + 1] ?? 0);
}

export function u32(bytes: Uint8Array, at: number): number {
  return u16(bytes, at) * 0x1_0000 + u16(bytes, at + 2);
}

/** Little-endian, as in GIF and WebP. */
export function u16le(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 0x100;
}

export function u24le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) + (bytes[at + 2] ?? 0) * 0x1_0000;
}

export function u32le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) + u16le(bytes, at + 2) * 0x1_0000;
}

/** Whether the characters of `text`, one byte each, are at `at`. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** The four characters that name a part of a PNG, WebP or AVIF. */
export function nameAt(bytes: Uint8Array, at: number): string {
  let name = '';
  for (let i = 0; i < 4; i++) name += String.fromCharCode(bytes[at + i] ?? 0);
  return name;
}
