/** Messages that would fill several screens, and the part of them that is shown at first. Pure. */

import { endOfCode, fenceOf } from './blocks.ts';
import { plainText } from './plain.ts';

/** A message with more lines than this is folded. */
const MOST_LINES = 45;
/** The number of lines that a folded message shows. */
const HEAD_LINES = 30;
/** Roughly the number of characters in a line on a wide screen. */
const LINE_CHARS = 80;
/** The maximum height of a code block, which scrolls by itself (message-text.css). */
const CODE_LINES = 22;

/** The beginning of `text` that is shown while the message is folded, or `undefined` if the text isn't long. */
export function headOf(text: string): string | undefined {
  // Too short even if every character were a line. This is true of nearly all messages.
  if (text.length <= MOST_LINES) return undefined;
  let height = 0;
  /** The code block that contains the line, and how many of its lines came before. */
  let code: { fence: string; lines: number } | undefined;
  /** The code block in which the beginning ends. */
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
    // Cut at the end of a line if more than half of the height is left then. Otherwise cut within the line.
    if (head === undefined && height + lines > HEAD_LINES) {
      head = offset > 0 && height > HEAD_LINES / 2 ? offset - 1 : offset + (HEAD_LINES - height) * LINE_CHARS;
      cut = within;
    }
    height += lines;
    offset += line.length + 1;
  }
  if (height <= MOST_LINES || head === undefined) return undefined;
  const shown = text.slice(0, head).toWellFormed();
  // Close a code block here if it is closed further down.
  const end = cut && cut !== code ? `\n${cut.fence}` : '';
  return withHidden(text, shown, end);
}

/** Marks the place where a long text was cut. */
const MORE = ' …';
/** How many lines may be removed from a beginning so that it shows nothing hidden. */
const TRIES = 8;

/** The beginning `shown` of `text`, followed by `end`. Everything that `text` hides in a spoiler is hidden here too. */
function withHidden(text: string, shown: string, end: string): string {
  const visible = plainText(text, '\0');
  if (!visible.includes('\0')) return shown + MORE + end;
  let part = shown;
  for (let tries = 0; tries < TRIES; tries++) {
    for (const bars of ['', '||', '\n||']) {
      const head = part + MORE + bars + end;
      // A spoiler that is closed here hides the rest of its text, and nothing else differs from the whole.
      if (
        visible.startsWith(
          plainText(head, '\0')
            .replace(/\s…\s*$/, '')
            .trimEnd(),
        )
      )
        return head;
    }
    part = part.slice(0, part.lastIndexOf('\n')).trimEnd();
  }
  return text.slice(0, text.indexOf('||')) + MORE;
}
