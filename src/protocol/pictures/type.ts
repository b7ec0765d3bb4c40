/** The types of pictures that are shown. All other files are only offered for download. */

import { hasText, nameAt, u32 } from './bytes.ts';

/** Raster formats that every supported browser draws. None of them can contain scripts. */
export const PICTURE_TYPES = ['image/webp', 'image/jpeg', 'image/png', 'image/gif', 'image/avif'] as const;

export type PictureType = (typeof PICTURE_TYPES)[number];

/** Two sides in pixels. */
export interface Size {
  readonly w: number;
  readonly h: number;
}

export const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n';

/** The brands after which nobody looks. Real files have fewer than ten. */
const MAX_BRANDS = 32;

/** The type whose mark is at the beginning of the bytes. The rest may still be anything. */
export function markedType(bytes: Uint8Array): PictureType | undefined {
  if (hasText(bytes, 0, '\xff\xd8\xff')) return 'image/jpeg';
  if (hasText(bytes, 0, PNG_SIGNATURE)) return 'image/png';
  if (hasText(bytes, 0, 'GIF87a') || hasText(bytes, 0, 'GIF89a')) return 'image/gif';
  if (hasText(bytes, 0, 'RIFF') && hasText(bytes, 8, 'WEBP')) return 'image/webp';
  if (hasText(bytes, 4, 'ftyp') && isAvif(bytes)) return 'image/avif';
  return undefined;
}

/** Sequences (`avis` first) are left out: browsers take their size from a track and not from the picture. */
function isAvif(bytes: Uint8Array): boolean {
  const end = Math.min(u32(bytes, 0), bytes.length, 16 + 4 * MAX_BRANDS);
  const major = nameAt(bytes, 8);
  if (major === 'avif') return true;
  if (major !== 'mif1' && major !== 'miaf') return false;
  for (let at = 16; at + 4 <= end; at += 4) if (nameAt(bytes, at) === 'avif') return true;
  return false;
}
