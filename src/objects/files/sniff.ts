/** What a file is by its bytes. What its sender announced or how it is named doesn't count. */

import { markedType, type PictureType, type Size } from '../../protocol/pictures/type.ts';
import { type Refusal, refuse } from '../../protocol/refusal.ts';
import { dimensions } from './dimensions.ts';

/** A picture that browsers may show, or a file that is only downloaded. */
export type Sniffed = ({ readonly type: PictureType } & Size) | { readonly type: 'application/octet-stream' };

/** Decoded, a picture of 40 megapixels takes 160 MB of the reader's memory. */
const MAX_PIXELS = 40_000_000;
const MAX_SIDE = 16_384;

/**
 * @param first the first chunk of the file, at most 1 MiB. A picture whose size isn't found in it is any other file
 * @returns the type, with the size as drawn of a picture; a refusal of a picture that is too large
 */
export function sniff(first: Uint8Array): Sniffed | Refusal<'bad_request'> {
  const type = markedType(first);
  const size = type && dimensions(type, first);
  if (!type || !size) return { type: 'application/octet-stream' };
  if (size.w > MAX_SIDE || size.h > MAX_SIDE || size.w * size.h > MAX_PIXELS)
    return refuse('bad_request', 'A picture can have at most 40 megapixels, and 16,384 pixels a side.');
  return { type, ...size };
}
