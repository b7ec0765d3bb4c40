/**
 * Finds look-alikes among names: by the skeletons of UTS #39 §4, and as people read, without regard to case, accents, white space
 * and compatibility forms.
 */

import { SHORT_ID_CHARS } from '../../protocol/names.ts';
import { RESERVED_NAMES, reserved } from '../../protocol/reserved-names.ts';
import { disguisedBy } from './confusables/letters.ts';
import { prototypeOf } from './confusables/prototypes.ts';
import { caselessShapeOf, plainOf, shapeOf } from './confusables/shape.ts';

/** Far more than the names of those who wrote lately, which are asked about at every connect. */
const CACHE_SIZE = 1_024;

/** Names → their skeletons: the same names come again and again. */
const skeletonCache = new Map<string, Skeletons>();
/** Characters → what they may be read as, where reserved names are guarded: most names are made of the same few. */
const letterCache = new Map<string, Letter>();

/**
 * Three ways in which a name is read. Capitals are others' look-alikes than small letters are (Greek \u0397 is an H, and \u03b7
 * an n), so a name is read as it is written and in small letters. As it is written, an I is an l and, the second time, an i.
 */
type Skeletons = readonly [asWritten: string, withI: string, small: string];

/** As the server's mark is read (`distinctName`). */
const DOT = '·';
/** Dots that Unicode's data tells apart by size and height. A combining one stands beside its letter. */
const DOTS = /\u0358|[\u00b0\u02d9\u02da\u0701\u2022\u2218\u25aa\u25e6\u26ac\u2981\u2b1d\u2e33\u{1f784}]/gu;
const ID_CHARACTERS = /^[\w-]+$/;
/** One sign with a space before and behind it, as no mark has. Narrow spaces may be overlooked. */
const SPACED_SIGN = /(?<=[ \u00a0\u3000])\S(?=[ \u00a0\u3000])/gu;
/** Degrees, and numbers (N°): hardly one in a thousand ids begins with four digits. */
const DEGREES = /[\u00b0\u02da](?=\s?\p{Nd}+$)/gu;
/** A word in small letters, or with a capital. */
const CYRILLIC_WORD = /^(?=\p{Lu}?\p{Ll}+$)[\u0400-\u045f]+$/u;

/** Whether a name may be taken for another. */
export function looksLike(a: string, b: string): boolean {
  const others = skeletonsOf(b);
  return skeletonsOf(a).some((skeleton, way) => skeleton === others[way]);
}

/** What is against a name for what it looks like; `undefined` if nothing is. */
export function whyConfusable(name: string): string | undefined {
  if (looksReserved(name)) return reserved(name);
  if (looksMarked(name))
    return 'A name may not end in a dot and four characters: that is how names are marked that look alike.';
  return undefined;
}

/** Whether a name ends as the server lets one end that looks like another: a dot, and four characters of an id or four more. */
function looksMarked(name: string): boolean {
  const dotted = name.replace(SPACED_SIGN, '').replace(DEGREES, '').replace(/[Ŀŀ]/gu, `l${DOT}`).replace(DOTS, DOT);
  const characters = [...plainOf(dotted)].filter((one) => !/\p{M}/u.test(shapeOf(one)));
  return characters.some((character, at) => {
    const after = characters.length - at - 1;
    return after > 0 && after % SHORT_ID_CHARS === 0 && shapeOf(character) === DOT && isId(characters.slice(at + 1));
  });
}

function isId(characters: readonly string[]): boolean {
  // The н of Анна is like an H, but as low as an a.
  if (CYRILLIC_WORD.test(characters.join('')) && characters.some((one) => !ID_CHARACTERS.test(prototypeOf(one))))
    return false;
  return characters.every((character) => ID_CHARACTERS.test(shapeOf(character)));
}

/** How a name is read: two names with one of them in common, in the same place, look alike. */
export function skeletonsOf(name: string): Skeletons {
  let skeletons = skeletonCache.get(name);
  if (skeletons === undefined) {
    if (skeletonCache.size >= CACHE_SIZE) skeletonCache.clear();
    const plain = plainOf(name);
    skeletons = [
      caselessShapeOf(plain),
      caselessShapeOf(plain.replace(/\p{Lu}/gu, smallI)),
      shapeOf(plain.toLowerCase()),
    ];
    skeletonCache.set(name, skeletons);
  }
  return skeletons;
}

/** Greek and Cyrillic have a capital I, too. */
function smallI(capital: string): string {
  return shapeOf(capital) === 'l' ? 'i' : capital;
}

/** A character of a name: what it may be read as, and whether it may be passed over. */
interface Letter {
  readings: ReadonlySet<string>;
  isOptional: boolean;
}

let words: readonly string[] | undefined;

/**
 * Whether a name may be taken for one of those that would pass for the service itself. Whoever looks for a way around reads
 * every character as it suits them, so each may be any letter that it looks like, in either case; and signs may be there for
 * nothing.
 */
export function looksReserved(name: string): boolean {
  words ??= RESERVED_NAMES.map(spelled);
  // How much of each word may have been read, in all the ways there are. Most names are no beginning of any.
  let begun = words.map((word) => ({ word, read: new Set([0]) }));
  for (const character of plainOf(name)) {
    const letter = letterFrom(character);
    begun = begun
      .map(({ word, read }) => ({ word, read: readOn(word, read, letter) }))
      .filter(({ read }) => read.size > 0);
    if (begun.length === 0) return false;
  }
  return begun.some(({ word, read }) => read.has(word.length));
}

function readOn(word: string, read: ReadonlySet<number>, { readings, isOptional }: Letter): Set<number> {
  const next = new Set(isOptional ? read : []);
  for (const at of read)
    for (const reading of readings) if (word.startsWith(reading, at)) next.add(at + reading.length);
  return next;
}

function letterFrom(character: string): Letter {
  let letter = letterCache.get(character);
  if (letter === undefined) {
    if (letterCache.size >= CACHE_SIZE) letterCache.clear();
    letter = { readings: readingsOf(character), isOptional: !/[\p{L}\p{N}]/u.test(character) };
    letterCache.set(character, letter);
  }
  return letter;
}

function readingsOf(character: string): Set<string> {
  const cases = [character, character.toLowerCase(), character.toUpperCase()];
  // What it looks like may be a disguise, too: ⲗ looks like λ, and that like an a.
  const alike = new Set([...cases, ...cases.map(shapeOf)].filter((one) => one !== ''));
  const letters = new Set([...alike, ...[...alike].flatMap(disguisedBy)]);
  const readings = new Set([...letters].map(spelled));
  readings.delete('');
  return readings;
}

/** In letters that have no look-alikes: I, l and 1 are one, m is rn, w is vv, d is cl. */
function spelled(text: string): string {
  return caselessShapeOf(text)
    .replaceAll('i', 'l')
    .replaceAll('w', 'vv')
    .replaceAll('d', 'cl')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
