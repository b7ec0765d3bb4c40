/** The segments of a JPEG (ITU-T T.81, annex B). */

import { hasText, u16 } from './bytes.ts';
import { type Orientation, orientationIn } from './exif.ts';
import type { Size } from './type.ts';

/** The second byte of markers. */
export const MARKER = {
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
} as const;

export interface Segment {
  readonly marker: number;
  /** Where the content begins. */
  readonly data: number;
  /** The byte after the content. */
  readonly end: number;
}

const EXIF = 'Exif\0\0';

/** The segment at `at`, before which there may be any number of filling bytes 0xFF. `undefined` if it isn't whole. */
export function segmentAt(bytes: Uint8Array, at: number): Segment | undefined {
  if (bytes[at] !== 0xff) return undefined;
  let name = at + 1;
  while (bytes[name] === 0xff) name++;
  const marker = bytes[name];
  if (marker === undefined || marker === 0) return undefined;
  const data = name + 1;
  if (marker === MARKER.end) return { marker, data, end: data };
  const end = data + u16(bytes, data);
  return end >= data + 2 && end <= bytes.length ? { marker, data: data + 2, end } : undefined;
}

/** Whether browsers draw frames of this marker: baseline, extended or progressive, with Huffman codes. */
export function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xc2;
}

/** The size that a frame's header says, not yet turned. `undefined` if the header isn't exactly one that browsers draw. */
export function frameSize(bytes: Uint8Array, { data, end }: Segment): Size | undefined {
  const components = bytes[data + 5] ?? 0;
  if (bytes[data] !== 8 || components < 1 || components > 4 || end - data !== 6 + 3 * components) return undefined;
  const h = u16(bytes, data + 1);
  const w = u16(bytes, data + 3);
  return w > 0 && h > 0 ? { w, h } : undefined;
}

/** The orientation in a segment of Exif. `undefined` if it is another segment. */
export function orientationOf(bytes: Uint8Array, { marker, data, end }: Segment): Orientation | undefined {
  return marker === MARKER.app1 && hasText(bytes, data, EXIF)
    ? orientationIn(bytes, data + EXIF.length, end)
    : undefined;
}
