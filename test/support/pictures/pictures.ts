/** The pictures of this folder, as bytes. For tests in Node and in workerd, which has no files. */

declare global {
  interface ImportMeta {
    /** Vite's way to import all files of a pattern, here as data URLs. */
    glob(
      pattern: string,
      options: { query: '?inline'; import: 'default'; eager: true },
    ): Readonly<Record<string, string | undefined>>;
  }
}

const URLS = import.meta.glob('./*.{jpg,png,webp,gif,avif}', { query: '?inline', import: 'default', eager: true });

/** Planted wherever a picture can carry text that isn't seen. */
export const MARK = 'SECRET-PLACE';

/** Their names, such as `photo.jpg`. */
export const PICTURES: readonly string[] = Object.keys(URLS).map((path) => path.slice(2));

export function picture(name: string): Uint8Array<ArrayBuffer> {
  const url = URLS[`./${name}`];
  if (!url) throw new Error(`There is no ${name} in test/support/pictures.`);
  return Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (character) => character.charCodeAt(0));
}

/** One byte for each character. */
export function latin1(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function joined(...parts: readonly (Uint8Array | string)[]): Uint8Array<ArrayBuffer> {
  const bytes = parts.map((part) => (typeof part === 'string' ? latin1(part) : part));
  const all = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of bytes) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The first place of `text` in the bytes, or -1. */
export function find(bytes: Uint8Array, text: string, from = 0): number {
  for (let at = bytes.indexOf(text.charCodeAt(0), from); at >= 0; at = bytes.indexOf(text.charCodeAt(0), at + 1))
    if ([...text].every((character, i) => bytes[at + i] === character.charCodeAt(0))) return at;
  return -1;
}

/** Big-endian, in `width` bytes. */
export function big(value: number, width: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** (width - 1 - i)) % 256);
}

/** A segment of a JPEG. */
export function segment(marker: number, content: Uint8Array | string): Uint8Array<ArrayBuffer> {
  return joined(Uint8Array.of(0xff, marker), big(content.length + 2, 2), content);
}
