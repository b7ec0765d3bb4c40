/** The size of an AVIF, which is a property of its primary item (ISO 14496-12 and 23008-12). */

import { nameAt, u16, u32 } from '../../protocol/pictures/bytes.ts';
import type { Size } from '../../protocol/pictures/type.ts';

interface Box {
  readonly name: string;
  /** Where the content begins. */
  readonly data: number;
  /** The byte after the content. */
  readonly end: number;
}

/** The boxes that are looked at within one. Real files have fewer than a hundred. */
const MAX_BOXES = 1_000;

/** `undefined` if a box isn't whole, if one that must be single isn't, or if the picture is cropped. */
export function avifSize(bytes: Uint8Array): Size | undefined {
  const meta = only(boxes(bytes, 0, bytes.length, 'meta'), 'meta');
  // The content of `meta`, `pitm` and `ipma` begins with a version and flags.
  const parts = meta && boxes(bytes, meta.data + 4, meta.end);
  const primary = only(parts, 'pitm');
  const properties = only(parts, 'iprp');
  const inside = properties && boxes(bytes, properties.data, properties.end);
  const container = only(inside, 'ipco');
  const all = container && boxes(bytes, container.data, container.end);
  if (!primary || !inside || !all) return undefined;
  const version = bytes[primary.data];
  const item = version === 0 ? u16(bytes, primary.data + 4) : u32(bytes, primary.data + 4);
  const numbers = associations(bytes, inside, item);
  return (
    numbers &&
    sizeBy(
      bytes,
      numbers.map((number) => all[number - 1]),
    )
  );
}

/** The boxes from `at` to `end`, or only to the first one called `last`. `undefined` if one isn't whole. */
function boxes(bytes: Uint8Array, start: number, end: number, last?: string): readonly Box[] | undefined {
  const found: Box[] = [];
  for (let at = start; at < end; ) {
    const box = boxAt(bytes, at, end);
    if (!box || found.length === MAX_BOXES) return undefined;
    found.push(box);
    if (box.name === last) break;
    at = box.end;
  }
  return found;
}

/** A size of 1 says that the real one follows in 64 bits, and 0 that the box goes to the end. */
function boxAt(bytes: Uint8Array, at: number, end: number): Box | undefined {
  if (at + 8 > end) return undefined;
  const size = u32(bytes, at);
  const data = size === 1 ? at + 16 : at + 8;
  const after = size === 0 ? end : at + (size === 1 ? u32(bytes, at + 8) * 2 ** 32 + u32(bytes, at + 12) : size);
  return after >= data && after <= end ? { name: nameAt(bytes, at + 4), data, end: after } : undefined;
}

function only(among: readonly Box[] | undefined, name: string): Box | undefined {
  const named = among?.filter((box) => box.name === name);
  return named?.length === 1 ? named[0] : undefined;
}

/** The numbers of the properties of `item`, beginning with 1. `undefined` unless exactly one list is about it. */
function associations(bytes: Uint8Array, inside: readonly Box[], item: number): readonly number[] | undefined {
  let found: number[] | undefined;
  for (const { name, data, end } of inside) {
    if (name !== 'ipma') continue;
    const longItems = bytes[data] !== 0;
    const longNumbers = ((bytes[data + 3] ?? 0) & 1) === 1;
    const width = longNumbers ? 2 : 1;
    const count = u32(bytes, data + 4);
    let at = data + 8;
    for (let n = 0; n < count; n++) {
      const list = at + (longItems ? 5 : 3);
      if (list > end) return undefined;
      const length = bytes[list - 1] ?? 0;
      if ((longItems ? u32(bytes, at) : u16(bytes, at)) === item) {
        if (found || list + length * width > end) return undefined;
        found = Array.from({ length }, (_, i) =>
          longNumbers ? u16(bytes, list + 2 * i) & 0x7fff : (bytes[list + i] ?? 0) & 0x7f,
        );
      }
      at = list + length * width;
    }
  }
  return found;
}

/** Turned by `irot`. A picture with a `clap` is cropped, which browsers do in different ways. */
function sizeBy(bytes: Uint8Array, properties: readonly (Box | undefined)[]): Size | undefined {
  let size: Size | undefined;
  let quarters = 0;
  for (const box of properties) {
    if (!box || box.name === 'clap') return undefined;
    if (box.name === 'irot') quarters += (bytes[box.data] ?? 0) & 3;
    if (box.name !== 'ispe') continue;
    if (size || box.end - box.data !== 12) return undefined;
    size = { w: u32(bytes, box.data + 4), h: u32(bytes, box.data + 8) };
  }
  if (!size || size.w === 0 || size.h === 0) return undefined;
  return quarters % 2 === 1 ? { w: size.h, h: size.w } : size;
}
