/** Exif that says nothing but the orientation. */

import type { Orientation } from '../../protocol/pictures/exif.ts';
import { latin1 } from './pieces.ts';

/** TIFF with a directory of one entry: the tag 0x0112, one SHORT. */
export function leastExif(orientation: Orientation): Uint8Array<ArrayBuffer> {
  return latin1(`MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`);
}
