/** Searches the log for items by their text: parses the query, and scans a bounded part of the log, newest first. */

import { foldText, isAscii } from '../../protocol/fold.ts';
import {
  SEARCH_CHARS,
  SEARCH_LIMIT,
  SEARCH_SCAN,
  SEARCH_STEPS,
  SEARCH_TERMS,
  TERM_UNITS,
} from '../../protocol/limits.ts';
import { placesOf, searchTerms } from '../../protocol/search.ts';
import { cleanText, codePoints } from '../../protocol/text.ts';
import type { Stored } from '../events/body.ts';
import { AnswerBudget } from '../log/answer-size.ts';
import type { Settled } from '../pipeline/settled.ts';

/** The words and phrases that must all occur in a text, folded. */
export type Query = { ok: true; terms: readonly string[] } | { ok: false; why: string };

/** Parses a query: words, which match parts of words too, and quoted phrases. All of them must occur. */
export function parseQuery(raw: string): Query {
  if (codePoints(cleanText(raw)) > SEARCH_CHARS)
    return { ok: false, why: `be at most ${SEARCH_CHARS} characters long` };
  const terms = searchTerms(raw);
  if (terms.length === 0) return { ok: false, why: 'contain at least one word or "phrase"' };
  if (terms.length > SEARCH_TERMS) return { ok: false, why: `contain at most ${SEARCH_TERMS} words and phrases` };
  if (terms.some((term) => term.length > TERM_UNITS))
    return { ok: false, why: `contain only words and phrases of at most ${TERM_UNITS} UTF-16 code units each` };
  return { ok: true, terms };
}

/**
 * The cost of a search in steps of about 5 ns on the machine of docs/performance.md. Measured with the most expensive
 * texts: U+FDFA, which compatibility decomposition turns into 18 characters; runs of marks and of invisible characters;
 * one repeated letter.
 */
const STEPS = {
  /** A message: reading its row. */
  message: 150,
  /** A non-ASCII text of any length: the passes over it. */
  other: 150,
  /** A code unit of an ASCII text or of any other text. */
  asciiUnit: 1,
  otherUnit: 16,
  /** A code unit of the folded text, if the text isn't ASCII. */
  foldedUnit: 6,
  /** A code unit of the folded text, for each search term. */
  termUnit: 2,
};

/** Counts the steps of a search, up to a limit. */
export class Effort {
  spent = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether the limit is reached. The last text may exceed it, because its cost is only known after folding. */
  get isOver(): boolean {
    return this.spent >= this.#limit;
  }
}

/** Whether all terms occur in the text of a message. Charges `effort` with the cost of the check. */
function matches(text: string, terms: readonly string[], effort: Effort): boolean {
  const folded = foldText(text);
  const folding = isAscii(text)
    ? text.length * STEPS.asciiUnit
    : STEPS.other + text.length * STEPS.otherUnit + folded.length * STEPS.foldedUnit;
  effort.spent += STEPS.message + folding;
  return terms.every((term) => {
    effort.spent += folded.length * STEPS.termUnit;
    return placesOf(folded, term).next().done === false;
  });
}

/**
 * Items with seq < `before` whose current text contains all `terms`, newest first. At least one item is scanned. The
 * work is bounded by the number of events and by `effort`, and the result by the bytes of an answer. So there may be
 * fewer than SEARCH_LIMIT items, or none, although older matches exist.
 * @returns also the `before` of the next search; 0 if nothing older is stored
 */
export function search(
  log: Settled,
  terms: readonly string[],
  before: number = log.head + 1,
  effort = new Effort(SEARCH_STEPS),
): { events: Stored[]; before: number } {
  const { floor } = log;
  const top = Math.min(before, log.head + 1);
  const last = Math.max(floor, top - SEARCH_SCAN);
  const events: Stored[] = [];
  const answer = new AnswerBudget();
  for (const { seq, data } of log.texts(last, top)) {
    const event = matches(data, terms, effort) ? log.get(seq) : undefined;
    if (event && !answer.takes(log.bytesOf(event))) return { events, before: seq + 1 };
    if (event) events.push(event);
    if (events.length === SEARCH_LIMIT || effort.isOver) return { events, before: seq > floor ? seq : 0 };
  }
  return { events, before: last > floor ? last : 0 };
}
