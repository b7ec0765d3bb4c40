/**
 * Finds look-alikes among names: by the skeletons of UTS #39 §4, and as people read them, ignoring case, accents, white
 * space and compatibility forms.
 */

import { SHORT_ID_CHARS } from '../../protocol/names.ts';
import { RESERVED_NAMES, reserved } from '../../protocol/reserved-names.ts';
import { disguisedBy } from './confusables/letters.ts';
import { prototypeOf } from './confusables/prototypes.ts';
import { caselessShapeOf, plainOf, shapeOf } from './confusables/shape.ts';

/** Far more than the names of recent authors, which are compared on every connection. */
const CACHE_SIZE = 1_024;

/** Name → its skeletons, because the same names recur. */
const skeletonCache = new Map<string, Skeletons>();
/** Character → what it may be read as in a reserved name, because most names use the same few characters. */
const letterCache = new Map<string, Letter>();

/**
 * Three ways to read a name. Capitals have other look-alikes than small letters (Greek \u0397 looks like H, and \u03b7
 * like n), so a name is read both as written and in small letters. As written, I is read as l and, in a second reading,
 * as i.
 */
type Skeletons = readonly [asWritten: string, withI: string, small: string];

/** The separator of the server's suffix (`distinctName`). */
const DOT = '·';
/** Dots that Unicode's data distinguishes by size and height. A combining one stands beside its letter. */
const DOTS = /\u0358|[\u00b0\u02d9\u02da\u0701\u2022\u2218\u25aa\u25e6\u26ac\u2981\u2b1d\u2e33\u{1f784}]/gu;
const ID_CHARACTERS = /^[\w-]+$/;
/** A single character between two spaces, which a suffix never has. Narrow spaces may be overlooked. */
const SPACED_SIGN = /(?<=[ \u00a0\u3000])\S(?=[ \u00a0\u3000])/gu;
/** Degrees and numbers (N°). Hardly one in a thousand ids begins with four digits. */
const DEGREES = /[\u00b0\u02da](?=\s?\p{Nd}+$)/gu;
/** A word in small letters, optionally with an initial capital. */
const CYRILLIC_WORD = /^(?=\p{Lu}?\p{Ll}+$)[\u0400-\u045f]+$/u;

/** Whether one name may be mistaken for the other. */
export function looksLike(a: string, b: string): boolean {
  const others = skeletonsOf(b);
  return skeletonsOf(a).some((skeleton, way) => skeleton === others[way]);
}

/** Why a name is refused for its appearance; `undefined` if it isn't. */
export function whyConfusable(name: string): string | undefined {
  if (looksReserved(name)) return reserved(name);
  if (looksMarked(name))
    return 'A name may not end in a dot and four characters, because the server marks look-alike names that way.';
  return undefined;
}

/**
 * Whether a name ends like one that the server has given a suffix: a dot and a multiple of four characters of an id.
 */
function looksMarked(name: string): boolean {
  const dotted = name.replace(SPACED_SIGN, '').replace(DEGREES, '').replace(/[Ŀŀ]/gu, `l${DOT}`).replace(DOTS, DOT);
  const characters = [...plainOf(dotted)].filter((one) => !/\p{M}/u.test(shapeOf(one)));
  return characters.some((character, at) => {
    const after = characters.length - at - 1;
    return after > 0 && after % SHORT_ID_CHARS === 0 && shapeOf(character) === DOT && isId(characters.slice(at + 1));
  });
}

function isId(characters: readonly string[]): boolean {
  // The н in Анна resembles H, but is no taller than a.
  if (CYRILLIC_WORD.test(characters.join('')) && characters.some((one) => !ID_CHARACTERS.test(prototypeOf(one))))
    return false;
  return characters.every((character) => ID_CHARACTERS.test(shapeOf(character)));
}

/** The readings of a name. Two names look alike if they share a reading at the same index. */
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

/** Greek and Cyrillic have a capital I as well. */
function smallI(capital: string): string {
  return shapeOf(capital) === 'l' ? 'i' : capital;
}

/** A character of a name: the letters it may be read as, and whether it may be ignored. */
interface Letter {
  readings: ReadonlySet<string>;
  isOptional: boolean;
}

let words: readonly string[] | undefined;

/**
 * Whether a name may be mistaken for a reserved one. Someone who tries to evade the rule relies on any resemblance, so
 * each character may stand for any letter that it looks like, in either case, and other characters may be ignored.
 */
export function looksReserved(name: string): boolean {
  words ??= RESERVED_NAMES.map(spelled);
  // For each reserved word, the lengths of its beginnings that the characters so far can be read as. Most names match none.
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
  // A look-alike may itself be a disguise: ⲗ looks like λ, which looks like a.
  const alike = new Set([...cases, ...cases.map(shapeOf)].filter((one) => one !== ''));
  const letters = new Set([...alike, ...[...alike].flatMap(disguisedBy)]);
  const readings = new Set([...letters].map(spelled));
  readings.delete('');
  return readings;
}

/** Rewrites letters that have look-alikes: I, l and 1 become one letter, m becomes rn, w becomes vv, d becomes cl. */
function spelled(text: string): string {
  return caselessShapeOf(text)
    .replaceAll('i', 'l')
    .replaceAll('w', 'vv')
    .replaceAll('d', 'cl')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
