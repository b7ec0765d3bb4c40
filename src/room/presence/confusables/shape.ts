/** Reduces text to its visual shape. Two texts of the same shape are hard to tell apart. */

import { strip } from '../../../protocol/reserved-names.ts';
import { letterOf } from './letters.ts';
import { prototypeOf } from './prototypes.ts';

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
const ASCII = /^[ -~]*$/;
const READ = /[\p{L}\p{N}]/u;
const NOT_READ = /[^\p{L}\p{N}\p{M}]/gu;

/**
 * A name in its plain characters (NFKD), without decoration: invisible characters, the brackets of ⒜, the dot of ⒈,
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

/**
 * Character → its shape, for the characters seen so far that are not their own shape. At most as large as the tables.
 */
const shapes = new Map<string, string>();

/** Replaces each character of a plain text with the character that represents all its look-alikes. */
export function shapeOf(plain: string): string {
  return Array.from(plain, shapeOfOne).join('');
}

function shapeOfOne(character: string): string {
  const alike = letterOf(character) ?? prototypeOf(character);
  if (alike === character) return character;
  let shape = shapes.get(character);
  if (shape === undefined) {
    // Takes several steps: м looks like a small capital M, which is an m, and an m looks like rn.
    shape = shapeOf(plainOf(alike));
    shapes.set(character, shape);
  }
  return shape;
}

/** The shape of a plain text, ignoring case. The case is considered as written: Н looks like h, and н doesn't. */
export function caselessShapeOf(plain: string): string {
  // Compute the shape again in small letters, because M looks like no other letter, and m looks like rn.
  return shapeOf(shapeOf(plain).toLowerCase());
}
