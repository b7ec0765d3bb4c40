/** The marks that few messages have. Their parser comes with the late part of the page. Until then they are text. */

import { signal } from '@preact/signals';
import type { Inline } from './line.ts';

/** How the cells of a column are aligned; `''` if the table doesn't say. */
export type Align = 'left' | 'center' | 'right' | '';

/** A heading has one row of one cell, a rule has no rows; the first row of a table is its head. */
export interface RareBlock {
  kind: 'heading' | 'rule' | 'table';
  rows: Inline[][][];
  /** One for each column of a table. */
  aligns: Align[];
}

export interface RareMarks {
  /** Reads the block that begins at line `at`, and says which line follows it. */
  blockAt(lines: readonly string[], at: number): { block: RareBlock; next: number } | undefined;
  /** Finds the links in plain text that are written without a scheme. */
  linksIn(text: string): Inline[];
}

export const rareMarks = signal<RareMarks | undefined>();
