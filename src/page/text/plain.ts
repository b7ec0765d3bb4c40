/** The text of a message without markup, for places that show one line or read it aloud. Pure. */

import { type Block, parseBlocks } from './blocks.ts';
import { parseInline, shownText } from './inline.ts';
import { deedOf } from './slash.ts';

/**
 * The visible text of `text`, without stars, fences or the addresses behind labels. An action has no name before it.
 * @param spoiler the word, in brackets, that replaces hidden text
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
