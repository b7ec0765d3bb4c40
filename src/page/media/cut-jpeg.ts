/** Removes all metadata from a JPEG. */

import { hasText } from '../../protocol/pictures/bytes.ts';
import type { Orientation } from '../../protocol/pictures/exif.ts';
import { frameSize, isFrame, MARKER, orientationOf, type Segment, segmentAt } from '../../protocol/pictures/jpeg.ts';
import { leastExif } from './least-exif.ts';
import { join, latin1, type Pieces } from './pieces.ts';

/** Tables and the interval of restart markers. */
const HUFFMAN = 0xc4;
const QUANTISATION = 0xdb;
const RESTART_INTERVAL = 0xdd;

const START = latin1('\xff\xd8');
const END = latin1('\xff\xd9');
const ADOBE_BYTES = 12;

/**
 * Keeps what is needed to draw: frames, tables, scans, the colour profile, JFIF without its thumbnail, Adobe's segment
 * and the orientation. Ends with the end marker, behind which phones put further pictures and videos.
 * @returns `undefined` if a part isn't understood, so that nothing hides in it, or if the end is missing
 */
export function cutJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const kept: Pieces = [];
  let jfif: Uint8Array | undefined;
  let orientation: Orientation | undefined;
  let framed = false;
  let scanned = false;
  for (let at = START.length; ; ) {
    const segment = segmentAt(bytes, at);
    if (!segment) return undefined;
    const { marker, end } = segment;
    at = end;
    if (marker === MARKER.end) break;
    if (isMetadata(marker)) {
      jfif ??= jfifOf(bytes, segment);
      if (!scanned) orientation ??= orientationOf(bytes, segment);
      const piece = colourOf(bytes, segment);
      if (piece) kept.push(piece);
      continue;
    }
    if (!isWellFormed(bytes, segment) || (isFrame(marker) && framed)) return undefined;
    if (isFrame(marker)) framed = true;
    if (marker === MARKER.scan) {
      if (!framed) return undefined;
      scanned = true;
      at = scanEnd(bytes, end);
    }
    kept.push(Uint8Array.of(0xff, marker), bytes.subarray(segment.data - 2, at));
  }
  if (!scanned) return undefined;
  const exif = orientation && orientation > 1 ? [exifSegment(orientation)] : [];
  return join([START, ...(jfif ? [jfif] : []), ...exif, ...kept, END]);
}

/** All segments that decoders may ignore. */
function isMetadata(marker: number): boolean {
  return (marker >= MARKER.app0 && marker <= MARKER.app15) || marker === MARKER.comment;
}

/** The version and density of JFIF. Its thumbnail may show what was cropped away. */
function jfifOf(bytes: Uint8Array, { marker, data, end }: Segment): Uint8Array | undefined {
  if (marker !== MARKER.app0 || !hasText(bytes, data, 'JFIF\0') || end - data < 14) return undefined;
  return join([latin1('\xff\xe0\0\x10'), bytes.subarray(data, data + 12), latin1('\0\0')]);
}

/** A part of the colour profile, or Adobe's segment, without which four inks and some RGB have wrong colours. */
function colourOf(bytes: Uint8Array, { marker, data, end }: Segment): Uint8Array | undefined {
  if (marker === MARKER.app2 && hasText(bytes, data, 'ICC_PROFILE\0')) return bytes.subarray(data - 4, end);
  if (marker === MARKER.app14 && hasText(bytes, data, 'Adobe') && end - data >= ADOBE_BYTES)
    return join([latin1('\xff\xee\0\x0e'), bytes.subarray(data, data + ADOBE_BYTES)]);
  return undefined;
}

function exifSegment(orientation: Orientation): Uint8Array {
  const tiff = leastExif(orientation);
  return join([Uint8Array.of(0xff, MARKER.app1, 0, 2 + 6 + tiff.length), latin1('Exif\0\0'), tiff]);
}

/** Whether the content of a segment is exactly what its kind needs, so that no other one is taken for it. */
function isWellFormed(bytes: Uint8Array, segment: Segment): boolean {
  const { marker, data, end } = segment;
  if (isFrame(marker)) return frameSize(bytes, segment) !== undefined;
  switch (marker) {
    case MARKER.scan:
      return end - data === 4 + 2 * (bytes[data] ?? 0);
    case RESTART_INTERVAL:
      return end - data === 2;
    case QUANTISATION:
      return isChain(data, end, (at) => ((bytes[at] ?? 0) >> 4 === 0 ? 65 : 129));
    case HUFFMAN:
      return isChain(data, end, (at) => 17 + codes(bytes, at + 1));
    default:
      return false;
  }
}

/** Whether tables of the lengths that `lengthAt` tells fill the content. */
function isChain(data: number, end: number, lengthAt: (at: number) => number): boolean {
  let at = data;
  while (at < end) at += lengthAt(at);
  return at === end;
}

/** The number of codes in a Huffman table: the sum of those of each length. */
function codes(bytes: Uint8Array, at: number): number {
  let sum = 0;
  for (let i = 0; i < 16; i++) sum += bytes[at + i] ?? 0;
  return sum;
}

/**
 * The place of the next marker after the data of a scan, or of the filling bytes before it. In the data, 0xFF is
 * followed by 0 or the number of a restart.
 */
function scanEnd(bytes: Uint8Array, start: number): number {
  let next = start;
  for (let at = bytes.indexOf(0xff, next); at >= 0; at = bytes.indexOf(0xff, next)) {
    next = at + 1;
    while (bytes[next] === 0xff) next++;
    const code = bytes[next] ?? 0;
    if (code !== 0 && (code & 0xf8) !== 0xd0) return at;
  }
  return bytes.length;
}
