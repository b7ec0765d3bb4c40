/** Finding messages by their text: what a query asks for, and one bounded look through the log, newest first. */

import {
  SEARCH_CHARS,
  SEARCH_LIMIT,
  SEARCH_SCAN,
  SEARCH_STEPS,
  SEARCH_TERMS,
  TERM_UNITS,
} from '../../protocol/limits.ts';
import { foldText, isAscii, searchTerms } from '../../protocol/search.ts';
import { cleanText, codePoints } from '../../protocol/text.ts';
import type { Stored } from '../events/body.ts';
import { AnswerBudget } from '../log/answer-size.ts';
import type { Settled } from '../pipeline/settled.ts';

/** What all has to occur in a message: words and phrases, folded. */
export type Query = { ok: true; terms: readonly string[] } | { ok: false; why: string };

/** Reads what somebody looks for: words, which may be parts of words, and phrases in quotes. All have to occur. */
export function parseQuery(raw: string): Query {
  if (codePoints(cleanText(raw)) > SEARCH_CHARS) return { ok: false, why: `at most ${SEARCH_CHARS} characters` };
  const terms = searchTerms(raw);
  if (terms.length === 0) return { ok: false, why: 'something to look for: a word, or a "phrase"' };
  if (terms.length > SEARCH_TERMS) return { ok: false, why: `at most ${SEARCH_TERMS} words and phrases` };
  if (terms.some((term) => term.length > TERM_UNITS))
    return { ok: false, why: `words and phrases of at most ${TERM_UNITS} UTF-16 code units each` };
  return { ok: true, terms };
}

/**
 * What looking costs, in steps of about 5 ns on the machine of docs/performance.md. Measured on the texts that cost most: U+FDFA, of
 * which compatibility decomposition makes 18 characters; runs of marks and of invisible characters; one letter, repeated.
 */
const STEPS = {
  /** A message: reading its row. */
  message: 150,
  /** A text that isn't in ASCII: each pass over it, however short it is. */
  other: 150,
  /** A code unit of a text in ASCII, and of any other. */
  asciiUnit: 1,
  otherUnit: 16,
  /** A code unit of what folding made of a text that isn't in ASCII. */
  foldedUnit: 6,
  /** A code unit of a folded text, for each term that is looked for in it. */
  termUnit: 2,
};

/** How many steps a search may take, and has taken. */
export class Effort {
  spent = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether the limit is reached. It may be passed by the steps of one message: these are known only when it is folded. */
  get isOver(): boolean {
    return this.spent >= this.#limit;
  }
}

/** Whether all terms occur in the text of a message. Charges `effort` with the cost of finding out. */
function matches(text: string, terms: readonly string[], effort: Effort): boolean {
  const folded = foldText(text);
  const folding = isAscii(text)
    ? text.length * STEPS.asciiUnit
    : STEPS.other + text.length * STEPS.otherUnit + folded.length * STEPS.foldedUnit;
  effort.spent += STEPS.message + folding;
  return terms.every((term) => {
    effort.spent += folded.length * STEPS.termUnit;
    return folded.includes(term);
  });
}

/**
 * Messages in which all `terms` occur, with seq < `before`, newest first, by their present text. At least one message is looked at.
 * The work is bounded by the number of events and by `effort`, and the answer by its bytes, so there may be fewer than
 * SEARCH_LIMIT, or none, although there are more beyond.
 * @param before absent: from the newest
 * @returns and where to go on from, 0 if nothing older is stored
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
