/** The blocks that few messages have: headings, rules and tables. Pure. */

import { type Inline, parseInline } from './inline.ts';
import type { Align, RareBlock } from './rare-marks.ts';

/** A heading. Excludes counts (`# 1`, `# of members`) and crontab lines that are commented out. */
const HEADING = /^#{1,6} +(?=[^\s#])(?!of\b|\d+\s*$|(?:[\d*][\d*/,-]* +){3})/i;
/** A crontab line. A line with `#` above it names its columns. */
const CRONTAB = /^(?:[\d*][\w*/,-]* +){3}/;
const RULE = /^-{3,}\s*$/;
/** The first line of a spoiler of several lines. */
const SPOILER = /^\|\|[^|]*$/;
/** Bars that divide no cells (escaped, or around a spoiler), else a bar that does. */
const BARS = /\\\||(?<!\|)\|\|(?=[^\s|])[^|]*[^\s|]\|\||\|/g;
/** A cell of the line below a table's head. */
const DELIMITER = /^:?-+:?$/;

/** A head with more columns makes no table. Further rows are shown as text. */
const MOST_COLUMNS = 20;
const MOST_ROWS = 100;

/** The block that begins at line `at`, and the line after it. */
export function rareBlockAt(lines: readonly string[], at: number): { block: RareBlock; next: number } | undefined {
  const line = lines[at] ?? '';
  if (HEADING.test(line) && !CRONTAB.test(lines[at + 1] ?? '')) {
    const text = line.replace(HEADING, '').trimEnd().replace(/ #+$/, '');
    return { block: { kind: 'heading', rows: [[parseInline(text)]], aligns: [] }, next: at + 1 };
  }
  // A rule divides text from text. Dashes alone, or at an edge of the message, were drawn by hand.
  if (RULE.test(line) && isText(lines, at, -1) && isText(lines, at, 1))
    return { block: { kind: 'rule', rows: [], aligns: [] }, next: at + 1 };
  const aligns = columnsAt(lines, at);
  if (aligns.length === 0) return undefined;
  let next = at + 2;
  while (next - at < MOST_ROWS + 2 && isRow(lines[next] ?? '')) next++;
  const rows = [line, ...lines.slice(at + 2, next)].map((row) => cellsOf(row, aligns.length));
  return { block: { kind: 'table', rows, aligns }, next };
}

/** Whether there is text in one of the two lines above (`step` -1) or below line `at`. */
function isText(lines: readonly string[], at: number, step: 1 | -1): boolean {
  return [lines[at + step], lines[at + 2 * step]].some((line = '') => line.trim() !== '');
}

function isRow(line: string): boolean {
  return line.includes('|') && !SPOILER.test(line);
}

/** The alignments of the columns of a table whose head is line `at`; an empty list if no table begins there. */
function columnsAt(lines: readonly string[], at: number): Align[] {
  const [head = '', below = ''] = lines.slice(at, at + 2);
  if (!isRow(head) || !below.includes('|') || !/^[\s|:-]+$/.test(below)) return [];
  const delimiters = textsOf(below);
  if (delimiters.length > MOST_COLUMNS || delimiters.length !== textsOf(head).length) return [];
  return delimiters.every((cell) => DELIMITER.test(cell)) ? delimiters.map(alignOf) : [];
}

function alignOf(delimiter: string): Align {
  if (delimiter.endsWith(':')) return delimiter.startsWith(':') ? 'center' : 'right';
  return delimiter.startsWith(':') ? 'left' : '';
}

/** The cells of a row, as many as there are columns. */
function cellsOf(row: string, columns: number): Inline[][] {
  const texts = textsOf(row, columns);
  return Array.from({ length: columns }, (_, column) => parseInline((texts[column] ?? '').replaceAll('\\|', '|')));
}

/** The texts between the bars of a row. If there are more than `most`, the last of these holds the rest of the row. */
function textsOf(row: string, most = Number.POSITIVE_INFINITY): string[] {
  const line = row.trim();
  const texts: string[] = [];
  let from = 0;
  for (const { 0: bar, index } of line.matchAll(BARS)) {
    if (bar !== '|') continue;
    if (index > 0) {
      if (texts.length === most - 1) break;
      texts.push(line.slice(from, index).trim());
    }
    from = index + 1;
  }
  const rest = line
    .slice(from)
    .replace(/(?<![\\|])\|$/, '')
    .trim();
  return rest ? [...texts, rest] : texts;
}
