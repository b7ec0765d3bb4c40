/** Messages that would fill screen after screen: what is shown of them at first. Pure. */

import { endOfCode, fenceOf } from './blocks.ts';
import { plainText } from './plain.ts';

/** A message of more lines than this is folded. */
const MOST_LINES = 45;
/** Lines that are left of one that is folded. */
const HEAD_LINES = 30;
/** About as many characters stand in a line on a wide screen. */
const LINE_CHARS = 80;
/** A block of code is as high as this at most, and scrolls by itself (message-text.css). */
const CODE_LINES = 22;

/** The beginning of `text`, to be shown in its place. `undefined` of a text that isn't long. */
export function headOf(text: string): string | undefined {
  // Too short for it, even if every character was a line: true of nearly all.
  if (text.length <= MOST_LINES) return undefined;
  let height = 0;
  /** The block of code that a line stands in, and how many of its lines came before. */
  let code: { fence: string; lines: number } | undefined;
  /** The one in which the beginning ends. */
  let cut: typeof code;
  let offset = 0;
  let head: number | undefined;
  for (const line of text.split('\n')) {
    let lines = 1 + Math.floor(line.length / LINE_CHARS);
    const within = code;
    if (!code) {
      const { fence } = fenceOf(line) ?? {};
      code = fence === undefined ? undefined : { fence, lines: 0 };
    } else if (endOfCode(line, code.fence)) code = undefined;
    else lines = ++code.lines <= CODE_LINES ? 1 : 0;
    // Within a line only if nothing comes before it: half a line says less than none.
    if (head === undefined && height + lines > HEAD_LINES) {
      head = offset > 0 && height > HEAD_LINES / 2 ? offset - 1 : offset + (HEAD_LINES - height) * LINE_CHARS;
      cut = within;
    }
    height += lines;
    offset += line.length + 1;
  }
  if (height <= MOST_LINES || head === undefined) return undefined;
  const shown = text.slice(0, head).toWellFormed();
  // Code that has an end has one here, too. So has a spoiler: what is hidden stays so.
  const end = cut && cut !== code ? `\n${cut.fence}` : '';
  const isOpen = (shown.split('||').length - 1) % 2 > 0 && plainText(text, '\0').includes('\0');
  return `${shown} …${isOpen ? '||' : ''}${end}`;
}
