/** Parses the text of a message. The result depends on the text alone, and on whether the late part has loaded. */

import { type Block, blocksOf } from './blocks.ts';
import { rareMarks } from './rare-marks.ts';
import { shownBlocks } from './shown-blocks.ts';

/** Whether a text may contain a rare block. Only such messages render again when the late part has loaded. */
const RARE = /# |---|\|/;

/** Parses the text of a message. It never fails, because everything that isn't markup is text. */
export function parseBlocks(text: string): Block[] {
  const early = (): Block[] => blocksOf(text.split('\n'));
  const rare = RARE.test(text) ? rareMarks.value : undefined;
  if (!rare) return early();
  const blocks = blocksOf(text.split('\n'), rare);
  if (!text.includes('||')) return blocks;
  // The end of a heading, a rule or a cell of a table also ends spoilers. What was hidden before stays hidden.
  const before = early();
  return visible(blocks) === visible(before) ? blocks : before;
}

/** The letters and digits that are shown, with a placeholder for each spoiler. The marks of rare blocks don't count. */
function visible(blocks: readonly Block[]): string {
  return shownBlocks(blocks, '\0').replace(/[^\p{L}\p{N}\0]/gu, '');
}
