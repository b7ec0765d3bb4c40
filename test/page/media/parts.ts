/** Takes pictures apart, independently of the code under test. */

import { latin1 } from '../../support/pictures/pictures.ts';

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The names of a PNG's chunks, with their contents. Everything behind the end chunk is called `behind`. */
export function pngParts(bytes: Uint8Array): [name: string, content: Uint8Array][] {
  const parts: [string, Uint8Array][] = [];
  let at = 8;
  while (at < bytes.length && parts.at(-1)?.[0] !== 'IEND') {
    const length = view(bytes).getUint32(at);
    parts.push([text(bytes.subarray(at + 4, at + 8)), bytes.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  if (at < bytes.length) parts.push(['behind', bytes.subarray(at)]);
  return parts;
}

/** The names of a WebP's chunks, with their contents. */
export function webpParts(bytes: Uint8Array, start = 12): [name: string, content: Uint8Array][] {
  const parts: [string, Uint8Array][] = [];
  for (let at = start; at < bytes.length; ) {
    const length = view(bytes).getUint32(at + 4, true);
    parts.push([text(bytes.subarray(at, at + 4)), bytes.subarray(at + 8, at + 8 + length)]);
    at += 8 + length + (length % 2);
  }
  return parts;
}

/** The markers of a JPEG in hexadecimal, with their contents; those of a scan include its data. */
export function jpegParts(bytes: Uint8Array): [marker: string, content: Uint8Array][] {
  const parts: [string, Uint8Array][] = [];
  let at = 2;
  while (bytes[at + 1] !== 0xd9 && at < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    let end = at + 2 + view(bytes).getUint16(at + 2);
    if (marker === 0xda) while (bytes[end] !== 0xff || /^(0|d[0-7])$/.test((bytes[end + 1] ?? 0).toString(16))) end++;
    parts.push([marker.toString(16), bytes.subarray(at + 4, end)]);
    at = end;
  }
  parts.push(['d9', bytes.subarray(at + 2)]);
  return parts;
}

/** The names of parts in their order. */
export function names(parts: readonly [string, Uint8Array][]): string {
  return parts.map(([name]) => name).join(' ');
}

/** The content of the only part of a name. */
export function only(parts: readonly [string, Uint8Array][], name: string): Uint8Array {
  const [part, ...more] = parts.filter(([other]) => other === name);
  if (!part || more.length > 0) throw new Error(`${name} isn't there exactly once.`);
  return part[1];
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let i = 0; i < 8; i++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** A chunk of a PNG, with its checksum. */
export function pngChunk(name: string, content: Uint8Array | string): Uint8Array<ArrayBuffer> {
  const data = typeof content === 'string' ? latin1(content) : content;
  const chunk = new Uint8Array(12 + data.length);
  chunk.set(latin1(name), 4);
  chunk.set(data, 8);
  let sum = 0xffffffff;
  for (const byte of chunk.subarray(4, -4)) sum = (CRC[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  view(chunk).setUint32(0, data.length);
  view(chunk).setUint32(8 + data.length, ~sum >>> 0);
  return chunk;
}

/** A chunk of a WebP. */
export function webpChunk(name: string, content: Uint8Array | string): Uint8Array<ArrayBuffer> {
  const data = typeof content === 'string' ? latin1(content) : content;
  const chunk = new Uint8Array(8 + data.length + (data.length % 2));
  chunk.set(latin1(name));
  view(chunk).setUint32(4, data.length, true);
  chunk.set(data, 8);
  return chunk;
}

/** A WebP of these chunks. */
export function webp(...chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = chunks.flatMap((chunk) => [...chunk]);
  return webpChunk('RIFF', Uint8Array.from([...latin1('WEBP'), ...body]));
}
