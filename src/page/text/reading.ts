/** What the text of a message says: one reading of it, for what draws it and for who is called by it. Pure. */

import { type Block, parseBlocks } from './blocks.ts';
import { limitMarks } from './combining-marks.ts';
import { type Inline, parseInline } from './inline.ts';
import { deedOf } from './slash.ts';

export type Reading =
  /** What its author does: "waves". */
  { kind: 'deed'; line: readonly Inline[] } | { kind: 'blocks'; blocks: readonly Block[] };

/** As `/shrug` wrote it while a backslash before any sign was taken away. */
const OLD_SHRUG = '¯\\\\\\_(ツ)\\_/¯';

export function readText(text: string): Reading {
  const shown = limitMarks(text).replaceAll(OLD_SHRUG, '¯\\_(ツ)_/¯');
  const deed = deedOf(shown);
  return deed === undefined
    ? { kind: 'blocks', blocks: parseBlocks(shown) }
    : { kind: 'deed', line: parseInline(deed) };
}

/** Whether names are looked for in it: not in code, nor in a link, which leads elsewhere. */
export function isPlain(node: Inline | Block): node is Extract<Inline, { kind: 'text' }> {
  return node.kind === 'text';
}

/** The stretches in which names are looked for, each as `isPlain` has it. Of a quote, too: its mentions are drawn. */
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
