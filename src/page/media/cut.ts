/**
 * Removes the metadata of a picture, such as where it was taken, without decoding it: for animations, and for browsers
 * that guard their canvas. Each format has a list of what stays. Everything else goes, known or not.
 */

import { markedType, type PictureType } from '../../protocol/pictures/type.ts';
import { cutGif } from './cut-gif.ts';
import { cutJpeg } from './cut-jpeg.ts';
import { cutPng } from './cut-png.ts';
import { cutWebp } from './cut-webp.ts';

export interface Cut {
  readonly type: PictureType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** An AVIF refers to its parts by their place in the file, so that nothing can be taken out. */
const CUTTERS: { readonly [T in PictureType]?: (bytes: Uint8Array) => Uint8Array<ArrayBuffer> | undefined } = {
  'image/jpeg': cutJpeg,
  'image/png': cutPng,
  'image/webp': cutWebp,
  'image/gif': cutGif,
};

/**
 * @param bytes the whole file
 * @returns the picture as before without its metadata; `undefined` if the bytes aren't a picture that is understood.
 * Such a file must not be sent unless the sender asks for that
 */
export function cut(bytes: Uint8Array): Cut | undefined {
  const type = markedType(bytes);
  const without = type && CUTTERS[type]?.(bytes);
  return type && without && { type, bytes: without };
}
