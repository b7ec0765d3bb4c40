/** The blocks of a message: paragraphs, code, quotes, lists. */

import { type Inline, parseInline } from './inline.ts';

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'code'; text: string; language: string }
  | { kind: 'quote'; children: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Inline[][] };

/** A quote of a quote of a quote; deeper ones are shown as text. */
const QUOTE_DEPTH = 3;

/** Of a line without the spaces at its end. */
const FENCE = /^(`{3,}|~{3,}) *([\w+#.-]*)$/;
const QUOTE = /^> ?/;
const BULLET = /^[-*+] +(?=\S)/;
const NUMBER = /^(\d{1,4})[.)] +(?=\S)/;

/** Parses the text of a message. Never fails: what is not markup is text. */
export function parseBlocks(text: string): Block[] {
  return blocksOf(text.split('\n'), 0);
}

function blocksOf(lines: string[], depth: number): Block[] {
  const blocks: Block[] = [];
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
    } else if (QUOTE.test(line) && depth < QUOTE_DEPTH) {
      const quoted = takeWhile((next) => QUOTE.test(next)).map((next) => next.replace(QUOTE, ''));
      blocks.push({ kind: 'quote', children: blocksOf(quoted, depth + 1) });
    } else if (BULLET.test(line)) {
      // Lists within it are shown flat.
      const items = takeWhile((next) => BULLET.test(next.trimStart())).map((next) =>
        parseInline(next.trimStart().replace(BULLET, '')),
      );
      blocks.push({ kind: 'list', ordered: false, start: 1, items });
    } else if (NUMBER.test(line)) {
      const start = Number(NUMBER.exec(line)?.[1] ?? 1);
      const items = takeWhile((next) => NUMBER.test(next)).map((next) => parseInline(next.replace(NUMBER, '')));
      blocks.push({ kind: 'list', ordered: true, start, items });
    } else {
      const first = at++;
      takeWhile(
        (next) => next.trim() !== '' && !begins(next, depth) && !(FENCE.test(next.trimEnd()) && fenced(lines, at)),
      );
      blocks.push({ kind: 'paragraph', children: parseInline(lines.slice(first, at).join('\n')) });
    }
  }
  return blocks;
}

/** Whether `line` begins a block that ends a paragraph without a blank line. */
function begins(line: string, depth: number): boolean {
  return (QUOTE.test(line) && depth < QUOTE_DEPTH) || BULLET.test(line) || NUMBER.test(line);
}

/** The code block that begins at line `at`. One that is never closed runs to the end: people forget the closing fence. */
function fenced(lines: string[], at: number): { block: Block; next: number } | undefined {
  const [, fence, language = ''] = FENCE.exec((lines[at] ?? '').trimEnd()) ?? [];
  if (fence === undefined) return undefined;
  let end = at + 1;
  while (end < lines.length && lines[end]?.trimEnd() !== fence) end++;
  const text = lines.slice(at + 1, end).join('\n');
  return { block: { kind: 'code', text, language }, next: end + 1 };
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
