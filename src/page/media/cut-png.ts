/** Removes all metadata from a PNG, which may be animated. */

import { u32 } from '../../protocol/pictures/bytes.ts';
import { type Orientation, orientationIn } from '../../protocol/pictures/exif.ts';
import { type Chunk, chunkAt, FIRST_CHUNK, headerSize } from '../../protocol/pictures/png.ts';
import { leastExif } from './least-exif.ts';
import { join, latin1, type Pieces } from './pieces.ts';

/** What is needed to draw: the pixels, colours, transparency and animation. */
const KEPT = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI acTL fcTL fdAT'.split(' '));

/**
 * Ends with the end chunk. The orientation stays if it comes before the pixels, where browsers look for it.
 * @returns `undefined` if a chunk isn't understood, if a kept one is damaged, or if the end is missing
 */
export function cutPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const header = chunkAt(bytes, FIRST_CHUNK);
  if (!header || !headerSize(bytes, header)) return undefined;
  const kept: Pieces = [];
  let orientation: Orientation | undefined;
  let pixels = false;
  for (let at = FIRST_CHUNK; ; ) {
    const chunk = chunkAt(bytes, at);
    if (!chunk) return undefined;
    if (chunk.name === 'IDAT') pixels = true;
    if (chunk.name === 'eXIf' && !pixels) orientation ??= orientationIn(bytes, chunk.data, chunk.end);
    if (KEPT.has(chunk.name)) {
      if (!isWhole(bytes, chunk)) return undefined;
      kept.push(bytes.subarray(at, chunk.next));
    } else if (isCritical(chunk)) return undefined;
    if (chunk.name === 'IEND') break;
    at = chunk.next;
  }
  if (!pixels) return undefined;
  const exif = orientation && orientation > 1 ? [exifChunk(orientation)] : [];
  const [first = new Uint8Array(), ...rest] = kept;
  return join([bytes.subarray(0, FIRST_CHUNK), first, ...exif, ...rest]);
}

/** Without a chunk whose name begins with a capital, a picture can't be drawn. */
function isCritical({ name }: Chunk): boolean {
  return name < 'a';
}

function isWhole(bytes: Uint8Array, { data, end }: Chunk): boolean {
  return u32(bytes, end) === checksum(bytes.subarray(data - 4, end));
}

function exifChunk(orientation: Orientation): Uint8Array {
  const content = join([latin1('eXIf'), leastExif(orientation)]);
  return join([big(content.length - 4), content, big(checksum(content))]);
}

function big(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

let table: Uint32Array | undefined;

/** CRC-32 of a chunk's name and content. */
function checksum(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (table[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
