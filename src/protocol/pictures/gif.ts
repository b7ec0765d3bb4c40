/** The blocks of a GIF (GIF89a). */

import { u16le } from './bytes.ts';
import type { Size } from './type.ts';

/** The first byte of a block. */
export const BLOCK = { extension: 0x21, image: 0x2c, end: 0x3b } as const;

export interface Screen extends Size {
  /** The byte after the screen's description and colours, where the first block begins. */
  readonly end: number;
}

export interface Frame extends Size {
  readonly x: number;
  readonly y: number;
  /** The byte after the frame's description and colours, where its data begin. */
  readonly end: number;
}

/** The area in which all frames are drawn. `undefined` if its description isn't whole. */
export function screenOf(bytes: Uint8Array): Screen | undefined {
  const end = 13 + coloursSize(bytes[10] ?? 0);
  return end <= bytes.length ? { w: u16le(bytes, 6), h: u16le(bytes, 8), end } : undefined;
}

/** The frame whose block begins at `at`. `undefined` if its description isn't whole. */
export function frameAt(bytes: Uint8Array, at: number): Frame | undefined {
  const end = at + 10 + coloursSize(bytes[at + 9] ?? 0);
  if (end > bytes.length) return undefined;
  const [x, y, w, h] = [1, 3, 5, 7].map((offset) => u16le(bytes, at + offset)) as [number, number, number, number];
  return { x, y, w, h, end };
}

/**
 * The byte after a chain of sub-blocks. Each begins with its length, and one of length 0 ends the chain. `undefined` if
 * the bytes end before.
 */
export function chainEnd(bytes: Uint8Array, start: number): number | undefined {
  let at = start;
  for (let length = bytes[at]; length !== undefined; length = bytes[at]) {
    at += 1 + length;
    if (length === 0) return at;
  }
  return undefined;
}

/** The bytes of the colours that a description's flags announce. */
function coloursSize(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}
