/** A message's text without its marks, for where it is one line or is spoken. Pure. */

import { type Block, parseBlocks } from './blocks.ts';
import { parseInline, shownText } from './inline.ts';
import { deedOf } from './slash.ts';

/**
 * What one would read of `text`: no stars, fences or addresses behind labels. A deed is told without its name.
 * @param spoiler the word that stands, in brackets, for what is hidden
 */
export function plainText(text: string, spoiler: string): string {
  const deed = deedOf(text);
  const hidden = `[${spoiler}]`;
  return deed === undefined ? ofBlocks(parseBlocks(text), hidden) : shownText(parseInline(deed), hidden);
}

function ofBlocks(blocks: Block[], hidden: string): string {
  return blocks.map((block) => ofBlock(block, hidden)).join('\n');
}

function ofBlock(block: Block, hidden: string): string {
  switch (block.kind) {
    case 'paragraph':
      return shownText(block.children, hidden);
    case 'code':
      return block.text;
    case 'quote':
      return ofBlocks(block.children, hidden);
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
          return [own, ...lists.map((list) => ofBlock(list, hidden).replace(/^/gm, '  '))].join('\n');
        })
        .join('\n');
  }
}
