/** Parses a message into blocks: paragraphs, code, quotes, lists. */

import { type Inline, parseInline } from './inline.ts';
import { bulletOf, isItem, itemAt, type List, listAt } from './list.ts';
import type { RareBlock, RareMarks } from './rare-marks.ts';

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'code'; text: string; language: string }
  | { kind: 'quote' | 'spoiler'; children: Block[] }
  | List
  | RareBlock;

/** The deepest level of quotes. Deeper ones are shown as text. */
const QUOTE_DEPTH = 3;

/** A fence that opens code, in a line without trailing spaces. */
const FENCE = /^(`{3,}|~{3,}) *(?! )(?:([\w+#.-]*(?: +(?:[\w-]+=|\{)[^`~]*)?)|(?<!~ *)([^`~]+))$/;
/** A space with text after it, or a word. Excludes faces (`>:(`, `>D`, `> <`), comparisons and redirections. */
const QUOTE = /^>+(?!.{0,5}<\s*$)(?:\s+\S|(?:[\p{L}"“„«「『【《〈\p{ExtPict}\p{RI}]|@(?=\p{L}))(?!\s*$)(?!\S*<))/u;
/**
 * Only a number, perhaps with a unit, or only a face (`> :(`). Such a line isn't a quote unless another line of a quote
 * is next to it.
 */
const NO_QUOTE =
  /^>\s+(?=\S)(?:[-+−\p{Sc}]?\p{Nd}[\p{Nd}.,:/]*\s?(?:[%‰°\p{Sc}]\p{L}?|\p{L}{1,5})?|[:;=]['’-]?\S|[^\p{L}\p{N}\p{ExtPict}>]+)$/u;
/** A line of a quote without text. */
const EMPTY_QUOTE = /^>[> ]*$/;
/** A line that is probably a sum, a temperature or a phone number, unless another item is next to it. */
const SIGNED = /^[-+] +\p{Nd}/u;
/** A line of a diff or of pros and cons, which may have no space after its sign. Excludes numbers and options. */
const SIGN = /^[-+](?: +\S|[^\s\d+-])/;

/** The beginning and the end of a spoiler of several lines. */
const SPOILER = /^\|\|(?![\s|])(?!.*\|\|)|^\|\|\s*$/;
const SPOILER_END = /^(|.*?[^\s|]\|?)\|\|(?!\|)(.*)$/;

/**
 * Parses lines, which it may change. It never fails, because everything that isn't markup is text.
 * @param rare the parser of rare blocks; without it they are text
 */
export function blocksOf(lines: string[], rare?: RareMarks, depth = 0): Block[] {
  const blocks: Block[] = [];
  const bullets = bulletsOf(lines);
  const unclosed = new Set<string>();
  let at = 0;
  const enclosedAt = (): Enclosed | undefined =>
    fenced(lines, at, unclosed) ?? hidden(lines, at, unclosed, rare, depth);
  const isQuote = (): boolean => depth < QUOTE_DEPTH && isQuoted(lines, at);
  const rareAt = () => rare?.blockAt(lines, at);
  const isListed = (): boolean => itemAt(lines, bullets, at)?.indent === 0;
  /** Consumes lines while `test` holds. */
  const takeWhile = (test: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && test(lines[at] ?? '')) at++;
    return lines.slice(from, at);
  };

  while (at < lines.length) {
    const line = lines[at] ?? '';
    const enclosed = enclosedAt();
    const block = listAt(lines, bullets, at) ?? rareAt();
    if (line.trim() === '') at++;
    else if (enclosed) {
      blocks.push(enclosed.block);
      at = enclosed.next;
      if (enclosed.behind) lines[at] = enclosed.behind;
    } else if (isQuote()) {
      const quoted = takeWhile((next) => isQuote() || EMPTY_QUOTE.test(next)).map((next) => next.replace(/^> ?/, ''));
      blocks.push({ kind: 'quote', children: blocksOf(quoted, rare, depth + 1) });
    } else if (block) {
      blocks.push(block.block);
      at = block.next;
    } else {
      const first = at++;
      takeWhile((next) => next.trim() !== '' && !isQuote() && !isListed() && !rareAt() && !enclosedAt());
      const text = lines.slice(first, at).map(unescaped).join('\n');
      blocks.push({ kind: 'paragraph', children: parseInline(text) });
    }
  }
  return blocks;
}

function isQuoted(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (!QUOTE.test(line)) return false;
  const isBeside = (other = ''): boolean => QUOTE.test(other) || EMPTY_QUOTE.test(other);
  return !NO_QUOTE.test(line.trimEnd()) || isBeside(lines[at - 1]) || isBeside(lines[at + 1]);
}

/**
 * The bullet of each line that is a list item, `''` for all others. If a text has lines of plus and lines of minus, it
 * is a diff or a list of pros and cons. These characters must be kept, because they carry the meaning.
 */
function bulletsOf(lines: readonly string[]): string[] {
  const marks = lines.map(bulletOf);
  const signs = new Set<string>();
  const unclosed = new Set<string>();
  for (let at = 0; at < lines.length; at++) {
    signs.add(SIGN.exec(lines[at] ?? '')?.[0].charAt(0) ?? '');
    const code = fenced(lines, at, unclosed);
    if (code) at = code.behind ? code.next : code.next - 1;
  }
  const isDiff = signs.has('+') && signs.has('-');
  return marks.map((mark, at) => {
    const isAlone = !marks[at - 1] && !marks[at + 1];
    const isText = (isDiff && mark !== '*') || (isAlone && SIGNED.test((lines[at] ?? '').trimStart()));
    return isText ? '' : mark;
  });
}

/** Removes the backslash that escapes the mark of a quote, a list or a heading. */
function unescaped(line: string): string {
  const plain = line.replace(/^(\d*)\\/, '$1');
  return QUOTE.test(plain) || isItem(plain) || /^#{1,6} +[^\s\d#]/.test(plain) ? plain : line;
}

/** A block with an explicit end, the line to continue with, and the rest of that line. */
interface Enclosed {
  block: Block;
  next: number;
  behind: string;
}

/** The spoiler of several lines that begins at line `at`. It may contain blocks. */
function hidden(
  lines: readonly string[],
  at: number,
  unclosed: Set<string>,
  rare: RareMarks | undefined,
  depth: number,
): Enclosed | undefined {
  const line = lines[at] ?? '';
  if (!SPOILER.test(line) || unclosed.has('||')) return undefined;
  const first = line.slice(2);
  // Bars in code end a spoiler only if nothing else does, so that it rather hides too much than too little.
  const beyondCode = unclosed.has('`||') ? undefined : endOfSpoiler(lines, at, withoutCode(first));
  if (!beyondCode) unclosed.add('`||');
  const end = beyondCode ?? endOfSpoiler(lines, at, (line) => line);
  if (!end) unclosed.add('||');
  const { next, length } = end ?? { next: at, length: 0 };
  const inside = [first, ...lines.slice(at + 1, next), lines[next]?.slice(0, length) ?? ''];
  if (!end || inside.every((line) => line.trim() === '')) return undefined;
  const behind = lines[next]?.slice(length + 2).trim() ?? '';
  const block: Block = { kind: 'spoiler', children: blocksOf(inside, rare, depth) };
  return { block, next: behind ? next : next + 1, behind };
}

/**
 * The line that ends a spoiler begun in line `at`, and the length of what it hides of that line.
 * @param bare gets each line in turn, and returns it without bars that end nothing
 */
function endOfSpoiler(lines: readonly string[], at: number, bare: (line: string) => string) {
  for (let next = at + 1; next < lines.length; next++) {
    const [, before] = SPOILER_END.exec(bare(lines[next] ?? '')) ?? [];
    if (before !== undefined) return { next, length: before.length };
  }
  return undefined;
}

/** Code in a line, and an escaped mark. */
const CODE = /\\\|\|?|(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)/g;

/** Returns a function that takes the lines after `first` in turn, and replaces their code and escaped bars. */
function withoutCode(first: string): (line: string) => string {
  let fence = fenceOf(first)?.fence;
  return (line) => {
    // The spoiler may end behind the fence that ends the code.
    if (fence !== undefined && !endOfCode(line.replace(/\|\|.*$/, ''), fence)) return '';
    fence = fence === undefined ? fenceOf(line)?.fence : undefined;
    return fence === undefined ? line.replace(CODE, (code) => '`'.repeat(code.length)) : '';
  };
}

/** The fence in a line, followed by a language with its options or by the first line of the code. */
export function fenceOf(line: string): { fence: string; language: string; first: string } | undefined {
  const [, fence, language = '', first = ''] = FENCE.exec(line.trimEnd()) ?? [];
  return fence === undefined ? undefined : { fence, language, first };
}

/**
 * The text around the fence in `line` that closes the code begun by `fence`. The closing fence is alone, before a space
 * and text, or at the end of the last line of code. `undefined` if `line` contains none.
 */
export function endOfCode(line: string, fence: string): { before: string; behind: string } | undefined {
  const text = line.trimEnd();
  const sign = fence.charAt(0);
  if (text.startsWith(fence)) {
    let end = fence.length;
    while (text[end] === sign) end++;
    if (end === text.length || /\s/.test(text[end] ?? '')) return { before: '', behind: text.slice(end).trim() };
  }
  if (!text.endsWith(fence)) return undefined;
  let end = text.length - fence.length;
  while (text[end - 1] === sign) end--;
  return { before: text.slice(0, end), behind: '' };
}

/**
 * The code block that begins at line `at`. Code behind a fence that is never closed isn't parsed as markup, and is
 * shown with its fence. A fence with nothing after it is text.
 * @param unclosed the marks that no further line closes. They are remembered, so that they aren't searched for again
 */
function fenced(lines: readonly string[], at: number, unclosed: Set<string>): Enclosed | undefined {
  const { fence, language = '', first } = fenceOf(lines[at] ?? '') ?? {};
  const isOnlyText = first !== '' || /\s/.test(language);
  if (fence === undefined || (isOnlyText && unclosed.has(fence))) return undefined;
  let next = at + 1;
  let end: ReturnType<typeof endOfCode>;
  for (; next < lines.length && !end; next++) end = endOfCode(lines[next] ?? '', fence);
  if (!end) unclosed.add(fence);
  const { before = '', behind = '' } = end ?? {};
  const code = lines.slice(at + 1, end ? next - 1 : next);
  if (before.trim() !== '') code.push(before);
  if (code.every((line) => line.trim() === '') || (!end && isOnlyText)) return undefined;
  if (first) code.unshift(first);
  const text = (end ? code : [lines[at], ...code]).join('\n');
  return { block: { kind: 'code', text, language: end ? language : '' }, next: behind ? next - 1 : next, behind };
}
