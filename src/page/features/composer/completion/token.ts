/** Finds the completable token at the caret: `@member`, `:emoji`, `/command`, `#room`. Pure. */

import type { SuggestionSource } from './source.ts';

export interface Token {
  source: SuggestionSource;
  /** The token as typed, without the character that begins it. */
  query: string;
  /** Where the token begins, including that character. It ends at the caret. */
  from: number;
  to: number;
}

/** How far back a token is searched for. Tokens are short. */
const REACH = 64;

/** The last characters before the caret, in which a token is searched for, and the position where they begin. */
export function reachOf(text: string, caret: number): { start: number; before: string } {
  const start = Math.max(0, caret - REACH);
  return { start, before: text.slice(start, caret) };
}

/** The token that ends at the caret, from the first of `sources` that finds one. */
export function tokenAt(sources: readonly SuggestionSource[], text: string, caret: number): Token | undefined {
  const { start, before } = reachOf(text, caret);
  for (const source of sources)
    for (const pattern of source.patterns) {
      const match = pattern.exec(before);
      if (!match) continue;
      const from = start + match.index;
      if (!source.notInCode || !isInCode(text.slice(0, from)))
        return { source, query: match[1] ?? '', from, to: caret };
    }
  return undefined;
}

/** Whether the text after `before` is code, because a code span or a code block is still open. */
export function isInCode(before: string): boolean {
  return /`[^\n]*$|```/.test(before.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, ''));
}
