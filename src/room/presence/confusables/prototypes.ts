/** The prototypes of characters that look alike (UTS #39 §4), from table.ts. */

import { TABLE } from './table.ts';

/** The lines of the table by the block they describe. */
let lines: ReadonlyMap<number, string> | undefined;
/**
 * Blocks that were needed so far, decoded. Most rooms see a few scripts and many wakes none, so nothing is decoded in
 * advance.
 */
const blocks = new Map<number, ReadonlyMap<string, string>>();

const NONE: ReadonlyMap<string, string> = new Map();

/** The prototype of a character in NFKD; the character itself if it looks like no other. */
export function prototypeOf(character: string): string {
  const number = (character.codePointAt(0) ?? 0) >> 8;
  let block = blocks.get(number);
  if (block === undefined) {
    lines ??= new Map(linesOf(TABLE).map((line) => [blockOf(line), line]));
    const line = lines.get(number);
    block = line === undefined ? NONE : decode(line);
    blocks.set(number, block);
  }
  return block.get(character) ?? character;
}

/** The lines of such a table, one for each block of 256 code points that has entries. */
export function linesOf(table: string): string[] {
  return table.trim().split('\n');
}

function blockOf(line: string): number {
  return Number.parseInt(line, 16);
}

/**
 * Decodes a line such as `4 1c,2s.1u 3,39`. The first number (hexadecimal) is the block, here U+0400 to U+04FF. Each
 * entry has a character's distance from the previous one, or from the start of the block, and its prototype's code
 * points (base 36).
 */
export function decode(line: string): Map<string, string> {
  const pairs = new Map<string, string>();
  const [, ...entries] = line.split(' ');
  let code = blockOf(line) << 8;
  for (const entry of entries) {
    const [step = '', prototype = ''] = entry.split(',');
    code += Number.parseInt(step, 36);
    const codes = prototype.split('.').map((one) => Number.parseInt(one, 36));
    pairs.set(String.fromCodePoint(code), String.fromCodePoint(...codes));
  }
  return pairs;
}
