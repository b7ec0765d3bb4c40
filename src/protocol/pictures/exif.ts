/** The only thing in Exif that changes how a picture looks. */

import { hasText, u16, u16le, u32, u32le } from './bytes.ts';

/** 1 to 8, as Exif numbers them: 1 is upright, and from 5 on width and height are exchanged. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** TIFF's number of the tag. */
const ORIENTATION = 0x0112;
const SHORT = 3;

/** The orientation in a block of TIFF, which is the content of Exif. 1 if there is none, or none that is understood. */
export function orientationIn(bytes: Uint8Array, start: number, end: number): Orientation {
  const little = hasText(bytes, start, 'II*\0');
  if (!little && !hasText(bytes, start, 'MM\0*')) return 1;
  const short = little ? u16le : u16;
  const long = little ? u32le : u32;
  const directory = start + long(bytes, start + 4);
  if (directory + 2 > end) return 1;
  const count = short(bytes, directory);
  for (let entry = directory + 2, n = 0; n < count && entry + 12 <= end; entry += 12, n++) {
    if (short(bytes, entry) !== ORIENTATION) continue;
    const value = short(bytes, entry + 8);
    const valid = short(bytes, entry + 2) === SHORT && long(bytes, entry + 4) === 1 && value >= 1 && value <= 8;
    return valid ? (value as Orientation) : 1;
  }
  return 1;
}
