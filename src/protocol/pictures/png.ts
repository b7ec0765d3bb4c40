/** The chunks of a PNG (W3C, third edition), which may be animated. */

import { nameAt, u32 } from './bytes.ts';
import type { Size } from './type.ts';

/** Where the first chunk begins. */
export const FIRST_CHUNK = 8;

export interface Chunk {
  readonly name: string;
  /** Where the content begins. */
  readonly data: number;
  /** The byte after the content, where the checksum begins. */
  readonly end: number;
  /** The byte after the checksum, where the next chunk begins. */
  readonly next: number;
}

/** The chunk at `at`. `undefined` if it isn't whole. */
export function chunkAt(bytes: Uint8Array, at: number): Chunk | undefined {
  const data = at + 8;
  const end = data + u32(bytes, at);
  return end + 4 <= bytes.length ? { name: nameAt(bytes, at + 4), data, end, next: end + 4 } : undefined;
}

/** The size in the first chunk, not yet turned. `undefined` if that isn't a header. */
export function headerSize(bytes: Uint8Array, { name, data, end }: Chunk): Size | undefined {
  if (name !== 'IHDR' || end - data !== 13) return undefined;
  const w = u32(bytes, data);
  const h = u32(bytes, data + 4);
  return w > 0 && h > 0 && w < 2 ** 31 && h < 2 ** 31 ? { w, h } : undefined;
}
