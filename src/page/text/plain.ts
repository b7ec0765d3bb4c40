/** A message's text without its marks, for where it is one line or is spoken. Pure. */

import { type Block, parseBlocks } from './blocks.ts';
import { parseInline, shownText } from './inline.ts';
import { deedOf } from './slash.ts';

/** What one would read of `text`: no stars, fences or addresses behind labels. A deed is told without its name. */
export function plainText(text: string): string {
  const deed = deedOf(text);
  return deed === undefined ? ofBlocks(parseBlocks(text)) : shownText(parseInline(deed));
}

function ofBlocks(blocks: Block[]): string {
  return blocks.map(ofBlock).join('\n');
}

function ofBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return shownText(block.children);
    case 'code':
      return block.text;
    case 'quote':
      return ofBlocks(block.children);
    case 'list':
      return block.items
        .map(
          (item, index) => `${block.ordered ? `${block.start + index}${block.mark ?? '.'}` : '•'} ${shownText(item)}`,
        )
        .join('\n');
  }
}
