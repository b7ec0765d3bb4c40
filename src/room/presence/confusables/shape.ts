/** Text by what it looks like: two texts of one shape are hard to tell apart. */

import { strip } from '../../../protocol/reserved-names.ts';
import { letterOf } from './letters.ts';
import { prototypeOf } from './prototypes.ts';

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
const ASCII = /^[ -~]*$/;
const READ = /[\p{L}\p{N}]/u;
const NOT_READ = /[^\p{L}\p{N}\p{M}]/gu;

/**
 * A name in its plain characters (NFKD), without what only dresses them: invisible characters, the brackets of ⒜, the dot of ⒈,
 * accents and white space.
 */
export function plainOf(name: string): string {
  if (ASCII.test(name)) return strip(name);
  const bare = Array.from(name.replace(IGNORABLE, ''), (character) => {
    const plain = character.normalize('NFKD');
    return plain !== character && READ.test(plain) ? plain.replace(NOT_READ, '') : plain;
  });
  return strip(bare.join(''));
}

/** Characters → what stands for them, of those that were asked about and are not their own shape: at most all in the tables. */
const shapes = new Map<string, string>();

/** Each character of a plain text by what stands for all that look like it, which is plain, too. */
export function shapeOf(plain: string): string {
  return Array.from(plain, shapeOfOne).join('');
}

function shapeOfOne(character: string): string {
  const alike = letterOf(character) ?? prototypeOf(character);
  if (alike === character) return character;
  let shape = shapes.get(character);
  if (shape === undefined) {
    // In more than one step: м is like a small capital M, that is an m, and an m is like rn.
    shape = shapeOf(plainOf(alike));
    shapes.set(character, shape);
  }
  return shape;
}

/** The same without regard to case, as it is written: Н is an h, and н is none. */
export function caselessShapeOf(plain: string): string {
  // Once more in small letters: an M is like no other, and an m is like rn.
  return shapeOf(shapeOf(plain).toLowerCase());
}
