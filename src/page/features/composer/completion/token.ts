/** Finds the completable token at the caret: `@member`, `:emoji`, `/command`, `#room`. Pure. */

import type { SuggestionSource } from './source.ts';

export interface Token {
  source: SuggestionSource;
  /** As typed, without its sign. */
  query: string;
  /** From its sign up to the caret. */
  from: number;
  to: number;
}

/** A token is short: what stands further back is not looked at. */
const REACH = 64;

/** The last characters before the caret, in which a token is looked for, and where they begin. */
export function reachOf(text: string, caret: number): { start: number; before: string } {
  const start = Math.max(0, caret - REACH);
  return { start, before: text.slice(start, caret) };
}

/** The token that ends at the caret: of the first of `sources` that finds one. */
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

/** Whether what follows `before` is code: backticks stand open, in this line or around several. */
export function isInCode(before: string): boolean {
  return /`[^\n]*$|```/.test(before.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, ''));
}
