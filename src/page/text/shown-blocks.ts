/** The visible text of parsed blocks, without markup. Pure. */

import type { Block } from './blocks.ts';
import { shownText } from './inline.ts';

/** The visible text of `blocks`. `hidden` replaces hidden text. */
export function shownBlocks(blocks: readonly Block[], hidden: string): string {
  return blocks.map((block) => shownBlock(block, hidden)).join('\n');
}

function shownBlock(block: Block, hidden: string): string {
  switch (block.kind) {
    case 'paragraph':
      return shownText(block.children, hidden);
    case 'code':
      return block.text;
    case 'quote':
      return shownBlocks(block.children, hidden);
    case 'spoiler':
      return hidden;
    case 'heading':
    case 'rule':
    case 'table':
      return block.rows.map((row) => row.map((cell) => shownText(cell, hidden)).join(' | ')).join('\n');
    case 'list':
      return block.items
        .map(({ children, lists, isDone }, index) => {
          const bullet = isDone === undefined ? '•' : isDone ? '☑' : '☐';
          const sign = block.ordered ? `${block.start + index}${block.mark ?? '.'}` : bullet;
          const own = `${sign} ${shownText(children, hidden)}`;
          return [own, ...lists.map((list) => shownBlock(list, hidden).replace(/^/gm, '  '))].join('\n');
        })
        .join('\n');
  }
}
