/** Parses a message once for both drawing it and finding its mentions. Pure. */

import type { Block } from './blocks.ts';
import { limitMarks } from './combining-marks.ts';
import { type Inline, parseInline } from './inline.ts';
import { parseBlocks } from './parse-blocks.ts';
import { deedOf } from './slash.ts';

export type Reading =
  /** An action of the author: "waves". */
  { kind: 'deed'; line: readonly Inline[] } | { kind: 'blocks'; blocks: readonly Block[] };

/** The face as `/shrug` wrote it when every backslash before a punctuation mark was removed. */
const OLD_SHRUG = '¯\\\\\\_(ツ)\\_/¯';

export function readText(text: string): Reading {
  const shown = limitMarks(text).replaceAll(OLD_SHRUG, '¯\\_(ツ)_/¯');
  const deed = deedOf(shown);
  return deed === undefined
    ? { kind: 'blocks', blocks: parseBlocks(shown) }
    : { kind: 'deed', line: parseInline(deed) };
}

/** Whether names are searched for in a node. They aren't in code, or in a link, which leads elsewhere. */
export function isPlain(node: Inline | Block): node is Extract<Inline, { kind: 'text' }> {
  return node.kind === 'text';
}

/**
 * The stretches in which names are searched for, each accepted by `isPlain`. Quotes are included, because their
 * mentions are highlighted.
 */
export function plainStretches(reading: Reading): string[] {
  return stretchesOf(reading.kind === 'deed' ? reading.line : reading.blocks);
}

function stretchesOf(nodes: readonly (Inline | Block)[]): string[] {
  return nodes.flatMap((node) => {
    if (isPlain(node)) return [node.text];
    if ('children' in node) return stretchesOf(node.children);
    if ('rows' in node) return stretchesOf(node.rows.flat(2));
    if ('items' in node) return node.items.flatMap(({ children, lists }) => stretchesOf([...children, ...lists]));
    return [];
  });
}
