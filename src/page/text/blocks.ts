/** The blocks of a message: paragraphs, code, quotes, lists. */

import { type Inline, parseInline } from './inline.ts';

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'code'; text: string; language: string }
  | { kind: 'quote'; children: Block[] }
  /** `mark` stands behind the numbers of an ordered list. */
  | { kind: 'list'; ordered: boolean; start: number; mark?: ')'; items: Inline[][] };

/** A quote of a quote of a quote; deeper ones are shown as text. */
const QUOTE_DEPTH = 3;

/** Of a line without the spaces at its end. */
const FENCE = /^(`{3,}|~{3,}) *([\w+#.-]*)$/;
/** A blank and some text behind it, or a word. Neither a face (`>:(`, `>D`, `> <`) nor a comparison or a redirection. */
const QUOTE = /^>+(?!.{0,5}<\s*$)(?:\s+\S|[\p{L}"“„«](?!\s*$)(?!\S*<))/u;
/** A line of a quote without any text. */
const EMPTY_QUOTE = /^>[> ]*$/;
/** Not a line drawn by hand: `- - -`. */
const BULLET = /^([-*+]) +(?=\S)(?!\1(?:\s*\1)*\s*$)/;
const NUMBER = /^(0|[1-9]\d{0,3})([.)]) +(?=\S)/;

/** Parses the text of a message. Never fails: what is not markup is text. */
export function parseBlocks(text: string): Block[] {
  return blocksOf(text.split('\n'), 0);
}

function blocksOf(lines: string[], depth: number): Block[] {
  const blocks: Block[] = [];
  const isQuote = (line: string): boolean => depth < QUOTE_DEPTH && QUOTE.test(line);
  let at = 0;
  /** Takes lines while `test` holds. */
  const takeWhile = (test: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && test(lines[at] ?? '')) at++;
    return lines.slice(from, at);
  };

  while (at < lines.length) {
    const line = lines[at] ?? '';
    const code = fenced(lines, at);
    if (line.trim() === '') at++;
    else if (code) {
      blocks.push(code.block);
      at = code.next;
    } else if (isQuote(line)) {
      const quoted = takeWhile((next) => isQuote(next) || EMPTY_QUOTE.test(next)).map((next) =>
        next.replace(/^> ?/, ''),
      );
      blocks.push({ kind: 'quote', children: blocksOf(quoted, depth + 1) });
    } else if (BULLET.test(line)) {
      // Lists within it are shown flat.
      const items = takeWhile((next) => BULLET.test(next.trimStart())).map((next) =>
        parseInline(next.trimStart().replace(BULLET, '')),
      );
      blocks.push({ kind: 'list', ordered: false, start: 1, items });
    } else if (NUMBER.test(line)) {
      const [, first = '', mark] = NUMBER.exec(line) ?? [];
      const start = Number(first);
      const from = at;
      // Of other numbers than those that follow one another each is shown as it was written.
      const items = takeWhile((next) => NUMBER.test(next) && next.startsWith(`${start + at - from}${mark}`)).map(
        (next) => parseInline(next.replace(NUMBER, '')),
      );
      blocks.push({ kind: 'list', ordered: true, start, ...(mark === ')' && { mark }), items });
    } else {
      const first = at++;
      takeWhile(
        (next) =>
          next.trim() !== '' && !isQuote(next) && !BULLET.test(next) && !NUMBER.test(next) && !fenced(lines, at),
      );
      const text = lines.slice(first, at).map(unescaped).join('\n');
      blocks.push({ kind: 'paragraph', children: parseInline(text) });
    }
  }
  return blocks;
}

/** A line without the backslash that takes the meaning from the mark of a quote or a list. */
function unescaped(line: string): string {
  const plain = line.replace(/^(\d*)\\/, '$1');
  return QUOTE.test(plain) || BULLET.test(plain) || NUMBER.test(plain) ? plain : line;
}

/** The fence of a line, and the language behind it. */
export function fenceOf(line: string): { fence: string; language: string } | undefined {
  const [, fence, language = ''] = FENCE.exec(line.trimEnd()) ?? [];
  return fence === undefined ? undefined : { fence, language };
}

/** Whether `line` ends the code that began with `fence`. */
export function endsCode(line: string, fence: string): boolean {
  const end = line.startsWith(fence) ? fenceOf(line) : undefined;
  return end?.language === '';
}

/**
 * The code block that begins at line `at`. The code behind a fence that is never closed is kept from being read as markup,
 * and shown with its fence. A fence with nothing behind it is text.
 */
function fenced(lines: string[], at: number): { block: Block; next: number } | undefined {
  const { fence, language = '' } = fenceOf(lines[at] ?? '') ?? {};
  if (fence === undefined) return undefined;
  let end = at + 1;
  while (end < lines.length && !endsCode(lines[end] ?? '', fence)) end++;
  const isClosed = end < lines.length;
  if (lines.slice(at + 1, end).every((line) => line.trim() === '')) return undefined;
  const text = lines.slice(isClosed ? at + 1 : at, end).join('\n');
  return { block: { kind: 'code', text, language: isClosed ? language : '' }, next: end + 1 };
}

/** Letters of the usual scripts, with no emoji between them. */
const BEGINS_WITH_LETTER = /^\s*[a-z\u00c0-\u024f\u0370-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/i;

/** Few emoji and nothing else: shown larger. */
export function isEmojiOnly(text: string): boolean {
  // Nearly all texts are told by their first letter. The table of all emoji takes a phone a frame to make.
  return !BEGINS_WITH_LETTER.test(text) && isAFewEmoji(text.trim());
}

function isAFewEmoji(text: string): boolean {
  return /^(?:\p{RGI_Emoji}\s*){1,3}$/v.test(text);
}
