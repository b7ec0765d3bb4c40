/** Removes all metadata from a WebP, which may be animated. */

import { nameAt, u32le } from '../../protocol/pictures/bytes.ts';
import { join, latin1, type Pieces } from './pieces.ts';

interface Chunk {
  readonly name: string;
  /** Where the content begins. */
  readonly data: number;
  /** The byte after the content. */
  readonly end: number;
}

/** Bits of the first byte of VP8X. */
const FLAG = { animated: 0x02, xmp: 0x04, exif: 0x08, alpha: 0x10, profile: 0x20 } as const;

const HEAD_BYTES = 12;
/** What a frame of an animation has before its own chunks: place, size, duration and how it is blended. */
const FRAME_HEAD_BYTES = 16;

const STILL = ['ICCP', 'ALPH', 'VP8 ', 'VP8L'] as const;
const ANIMATED = ['ICCP', 'ANIM', 'ANMF'] as const;
const FRAME = ['ALPH', 'VP8 ', 'VP8L'] as const;

/**
 * Keeps pixels, transparency, animation and the colour profile. The orientation goes too, because browsers ignore it in
 * this format. Ends where RIFF says.
 * @returns `undefined` if the structure isn't understood or not whole
 */
export function cutWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const end = 8 + u32le(bytes, 4);
  const chunks = end <= bytes.length ? chunksIn(bytes, HEAD_BYTES, end) : undefined;
  const first = chunks?.[0];
  if (!chunks || !first) return undefined;
  const body = first.name === 'VP8X' ? extended(bytes, first, chunks.slice(1)) : simple(bytes, first);
  return body && join([latin1('RIFF'), little(4 + body.length), latin1('WEBP'), body]);
}

/** A picture without an extended head is its first chunk alone. */
function simple(bytes: Uint8Array, first: Chunk): Uint8Array | undefined {
  return first.name === 'VP8 ' || first.name === 'VP8L' ? copied(bytes, first) : undefined;
}

function extended(bytes: Uint8Array, head: Chunk, rest: readonly Chunk[]): Uint8Array | undefined {
  const flags = bytes[head.data] ?? 0;
  const has = (name: string): boolean => rest.some((chunk) => chunk.name === name);
  // Metadata that are announced and missing are inside of another chunk, whose length is wrong.
  const lost = (flags & FLAG.exif && !has('EXIF')) || (flags & FLAG.xmp && !has('XMP '));
  if (head.end - head.data !== 10 || lost) return undefined;
  const animated = (flags & FLAG.animated) !== 0;
  const chunks = rest.filter(({ name }) => isOneOf(animated ? ANIMATED : STILL, name));
  if (!isComplete(chunks, animated)) return undefined;
  const kept: Pieces = [];
  for (const chunk of chunks) {
    const piece = chunk.name === 'ANMF' ? frame(bytes, chunk) : copied(bytes, chunk);
    if (!piece) return undefined;
    kept.push(piece);
  }
  const announced = (flags & (FLAG.animated | FLAG.alpha)) | (has('ICCP') ? FLAG.profile : 0);
  const size = bytes.subarray(head.data + 4, head.end);
  return join([latin1('VP8X\x0a\0\0\0'), Uint8Array.of(announced, 0, 0, 0), size, ...kept]);
}

/** Whether there are pixels, and everything but frames is there once at most. */
function isComplete(chunks: readonly Chunk[], animated: boolean): boolean {
  const single = chunks.map(({ name }) => name).filter((name) => name !== 'ANMF');
  const pixels = single.filter((name) => isOneOf(['VP8 ', 'VP8L', 'ANIM'], name));
  if (pixels.length !== 1 || new Set(single).size !== single.length) return false;
  return !animated || chunks.length > single.length;
}

/** A frame of an animation, without what isn't understood in it. */
function frame(bytes: Uint8Array, { data, end }: Chunk): Uint8Array | undefined {
  const chunks = chunksIn(bytes, data + FRAME_HEAD_BYTES, end)?.filter(({ name }) => isOneOf(FRAME, name));
  if (!chunks || !isComplete(chunks, false)) return undefined;
  const content = join([bytes.subarray(data, data + FRAME_HEAD_BYTES), ...chunks.map((chunk) => copied(bytes, chunk))]);
  return join([latin1('ANMF'), little(content.length), content]);
}

/** All chunks between two places, each of which begins at an even one. `undefined` if one isn't whole. */
function chunksIn(bytes: Uint8Array, start: number, end: number): readonly Chunk[] | undefined {
  const found: Chunk[] = [];
  for (let at = start; at < end; ) {
    const chunk = { name: nameAt(bytes, at), data: at + 8, end: at + 8 + u32le(bytes, at + 4) };
    if (chunk.end > end) return undefined;
    found.push(chunk);
    at = chunk.end + (chunk.end % 2);
  }
  return found;
}

/** With the byte that fills it up to an even length. */
function copied(bytes: Uint8Array, { data, end }: Chunk): Uint8Array {
  return join([bytes.subarray(data - 8, end), new Uint8Array((end - data) % 2)]);
}

function little(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
