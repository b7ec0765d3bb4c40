/** The blocks of a message: paragraphs, code, quotes, lists. */

import { type Inline, parseInline } from './inline.ts';
import { bulletOf, isItem, itemAt, type List, listAt } from './list.ts';
import { type RareBlock, rareMarks } from './rare-marks.ts';

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'code'; text: string; language: string }
  | { kind: 'quote' | 'spoiler'; children: Block[] }
  | List
  | RareBlock;

/** Whether a rare block may begin with a line. Of other messages none is drawn again when the late part comes. */
const RARE = /^(?:#+ |---)|\|/;

/** A quote of a quote of a quote; deeper ones are shown as text. */
const QUOTE_DEPTH = 3;

/** Of a line without the spaces at its end. */
const FENCE = /^(`{3,}|~{3,}) *(?! )(?:([\w+#.-]*(?: +(?:[\w-]+=|\{)[^`~]*)?)|(?<!~ *)([^`~]+))$/;
/** A blank and some text behind it, or a word. Neither a face (`>:(`, `>D`, `> <`) nor a comparison or a redirection. */
const QUOTE = /^>+(?!.{0,5}<\s*$)(?:\s+\S|(?:[\p{L}"“„«「『【《〈\p{ExtPict}\p{RI}]|@(?=\p{L}))(?!\s*$)(?!\S*<))/u;
/** More than a number, perhaps with a unit; or a face (`> :(`). No quote where no other line of one stands beside it. */
const NO_QUOTE =
  /^>\s+(?=\S)(?:[-+−\p{Sc}]?\p{Nd}[\p{Nd}.,:/]*\s?(?:[%‰°\p{Sc}]\p{L}?|\p{L}{1,5})?|[:;=]['’-]?\S|[^\p{L}\p{N}\p{ExtPict}>]+)$/u;
/** A line of a quote without any text. */
const EMPTY_QUOTE = /^>[> ]*$/;
/** Rather a sum, a temperature or the number of a phone, where no other item stands beside it. */
const SIGNED = /^[-+] +\p{Nd}/u;
/** A line for or against something, or of a diff, which may have no blank there. Neither a number nor an option. */
const SIGN = /^[-+](?: +\S|[^\s\d+-])/;

/** A spoiler of several lines: how it begins, and how it ends. */
const SPOILER = /^\|\|(?![\s|])(?!.*\|\|)|^\|\|\s*$/;
const SPOILER_END = /^(|.*?[^\s|])\|\|(?!\|)(.*)$/;

/** Parses the text of a message. Never fails: what is not markup is text. */
export function parseBlocks(text: string): Block[] {
  return blocksOf(text.split('\n'), 0);
}

function blocksOf(lines: string[], depth: number): Block[] {
  const blocks: Block[] = [];
  const bullets = bulletsOf(lines);
  const unclosed = new Set<string>();
  let at = 0;
  const enclosedAt = (): Enclosed | undefined => fenced(lines, at, unclosed) ?? hidden(lines, at, unclosed, depth);
  const isQuote = (): boolean => depth < QUOTE_DEPTH && isQuoted(lines, at);
  const rareAt = () => (RARE.test(lines[at] ?? '') ? rareMarks.value?.blockAt(lines, at) : undefined);
  const isListed = (): boolean => itemAt(lines, bullets, at)?.indent === 0;
  /** Takes lines while `test` holds. */
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
      blocks.push({ kind: 'quote', children: blocksOf(quoted, depth + 1) });
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
 * The mark of each line that is an item of a list, `''` of all others. Where lines of plus and lines of minus stand in one text
 * they say what is for and against something, or what changed: without their marks they would say nothing.
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

/** A line without the backslash that takes the meaning from the mark of a quote, a list or a heading. */
function unescaped(line: string): string {
  const plain = line.replace(/^(\d*)\\/, '$1');
  return QUOTE.test(plain) || isItem(plain) || /^#{1,6} +[^\s\d#]/.test(plain) ? plain : line;
}

/** A block that has an end of its own, the line to go on with, and what is left of that line. */
interface Enclosed {
  block: Block;
  next: number;
  behind: string;
}

/** The spoiler of several lines that begins at line `at`. Blocks may stand in it. */
function hidden(lines: readonly string[], at: number, unclosed: Set<string>, depth: number): Enclosed | undefined {
  const line = lines[at] ?? '';
  if (!SPOILER.test(line) || unclosed.has('||')) return undefined;
  let next = at + 1;
  while (next < lines.length && !SPOILER_END.test(lines[next] ?? '')) next++;
  const end = SPOILER_END.exec(lines[next] ?? '');
  if (!end) unclosed.add('||');
  const [, before = '', behind = ''] = end ?? [];
  const inside = [line.slice(2), ...lines.slice(at + 1, next), before];
  if (!end || inside.every((line) => line.trim() === '')) return undefined;
  const block: Block = { kind: 'spoiler', children: blocksOf(inside, depth) };
  return { block, next: behind.trim() ? next : next + 1, behind: behind.trim() };
}

/** The fence of a line, and the language behind it, with its options; or the first line of the code. */
export function fenceOf(line: string): { fence: string; language: string; first: string } | undefined {
  const [, fence, language = '', first = ''] = FENCE.exec(line.trimEnd()) ?? [];
  return fence === undefined ? undefined : { fence, language, first };
}

/**
 * What stands around the fence that ends the code begun by `fence`, if one stands in `line`: alone, before a blank and text, or
 * at the end of the last line of the code.
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
 * The code block that begins at line `at`. The code behind a fence that is never closed is kept from being read as markup,
 * and shown with its fence. A fence with nothing behind it is text.
 * @param unclosed the fences that no line ends from here on: looked for once, not again from each line that has one
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
