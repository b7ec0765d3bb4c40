/** The text of a message without markup, for places that show one line or read it aloud. Pure. */

import { parseInline, shownText } from './inline.ts';
import { parseBlocks } from './parse-blocks.ts';
import { shownBlocks } from './shown-blocks.ts';
import { deedOf } from './slash.ts';

/**
 * The visible text of `text`, without stars, fences or the addresses behind labels. An action has no name before it.
 * @param spoiler the word, in brackets, that replaces hidden text
 */
export function plainText(text: string, spoiler: string): string {
  const deed = deedOf(text);
  const hidden = `[${spoiler}]`;
  return deed === undefined ? shownBlocks(parseBlocks(text), hidden) : shownText(parseInline(deed), hidden);
}
