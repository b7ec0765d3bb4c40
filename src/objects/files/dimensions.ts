/**
 * Width and height of a picture as browsers draw it, read from its headers. Whatever the bytes are, each is read a few
 * times at most. Where browsers might disagree about the size there is none, and the file isn't shown.
 */

import { hasText, nameAt, u16le, u24le, u32le } from '../../protocol/pictures/bytes.ts';
import { type Orientation, orientationIn } from '../../protocol/pictures/exif.ts';
import { BLOCK, chainEnd, frameAt, screenOf } from '../../protocol/pictures/gif.ts';
import { frameSize, isFrame, MARKER, orientationOf, segmentAt } from '../../protocol/pictures/jpeg.ts';
import { chunkAt, FIRST_CHUNK, headerSize } from '../../protocol/pictures/png.ts';
import type { PictureType, Size } from '../../protocol/pictures/type.ts';
import { avifSize } from './avif.ts';

const READERS: { readonly [T in PictureType]: (bytes: Uint8Array) => Size | undefined } = {
  'image/jpeg': jpegSize,
  'image/png': pngSize,
  'image/gif': gifSize,
  'image/webp': webpSize,
  'image/avif': avifSize,
};

/**
 * @param bytes the beginning of the file
 * @returns `undefined` if the size isn't there, or isn't clear
 */
export function dimensions(type: PictureType, bytes: Uint8Array): Size | undefined {
  return READERS[type](bytes);
}

function turned({ w, h }: Size, orientation: Orientation | undefined): Size {
  return orientation && orientation >= 5 ? { w: h, h: w } : { w, h };
}

/** Long segments, such as the thumbnail in Exif or a colour profile, may come before the frame. Exif may come after it. */
function jpegSize(bytes: Uint8Array): Size | undefined {
  let size: Size | undefined;
  let orientation: Orientation | undefined;
  for (let at = 2; ; ) {
    const segment = segmentAt(bytes, at);
    if (!segment || segment.marker === MARKER.end) return undefined;
    if (segment.marker === MARKER.scan) return size && turned(size, orientation);
    if (isFrame(segment.marker)) {
      if (size) return undefined;
      size = frameSize(bytes, segment);
      if (!size) return undefined;
    }
    orientation ??= orientationOf(bytes, segment);
    at = segment.end;
  }
}

/** Chromium and Firefox turn a PNG by its Exif, if that comes before the pixels. */
function pngSize(bytes: Uint8Array): Size | undefined {
  const header = chunkAt(bytes, FIRST_CHUNK);
  const size = header && headerSize(bytes, header);
  if (!size) return undefined;
  for (let chunk = chunkAt(bytes, header.next); chunk && chunk.name !== 'IDAT'; chunk = chunkAt(bytes, chunk.next))
    if (chunk.name === 'eXIf') return turned(size, orientationIn(bytes, chunk.data, chunk.end));
  return size;
}

/** Some browsers draw a first frame that exceeds the screen as a whole, and others its part on the screen. */
function gifSize(bytes: Uint8Array): Size | undefined {
  const screen = screenOf(bytes);
  let at = screen?.end;
  while (at !== undefined && bytes[at] === BLOCK.extension) at = chainEnd(bytes, at + 2);
  const frame = at !== undefined && bytes[at] === BLOCK.image ? frameAt(bytes, at) : undefined;
  if (!screen || !frame || frame.w === 0 || frame.h === 0) return undefined;
  const inside = frame.x + frame.w <= screen.w && frame.y + frame.h <= screen.h;
  return inside ? { w: screen.w, h: screen.h } : undefined;
}

/** Browsers don't turn a WebP by its Exif. */
function webpSize(bytes: Uint8Array): Size | undefined {
  if (bytes.length < 30) return undefined;
  const data = 20;
  switch (nameAt(bytes, 12)) {
    case 'VP8X':
      return u32le(bytes, 16) === 10 ? { w: u24le(bytes, data + 4) + 1, h: u24le(bytes, data + 7) + 1 } : undefined;
    case 'VP8L':
      return losslessSize(bytes, data);
    case 'VP8 ':
      return lossySize(bytes, data);
    default:
      return undefined;
  }
}

/** 14 bits a side after the signature, then one for transparency and three for the version, which is 0. */
function losslessSize(bytes: Uint8Array, at: number): Size | undefined {
  const bits = u32le(bytes, at + 1);
  if (bytes[at] !== 0x2f || bits >= 2 ** 29) return undefined;
  return { w: (bits & 0x3fff) + 1, h: ((bits >> 14) & 0x3fff) + 1 };
}

/** A key frame has its size after the start code, 14 bits a side. The other two are for scaling, which browsers ignore. */
function lossySize(bytes: Uint8Array, at: number): Size | undefined {
  const keyFrame = ((bytes[at] ?? 1) & 1) === 0;
  if (!keyFrame || !hasText(bytes, at + 3, '\x9d\x01\x2a')) return undefined;
  const w = u16le(bytes, at + 6) & 0x3fff;
  const h = u16le(bytes, at + 8) & 0x3fff;
  return w > 0 && h > 0 ? { w, h } : undefined;
}
