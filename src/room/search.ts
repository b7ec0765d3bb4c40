/** Finding messages by their text: what a query asks for, and one bounded look through the log, newest first. */

import { SEARCH_CHARS, SEARCH_LIMIT, SEARCH_SCAN, SEARCH_STEPS, SEARCH_TERMS, TERM_UNITS } from '../protocol/limits.ts';
import { boundMarks, cleanText, codePoints } from '../protocol/text.ts';
import { Answer, itemBytes } from './answer.ts';
import type { EventLog, LoggedEvent } from './log.ts';

/** What all has to occur in a message: words and phrases, folded. */
export type Query = { ok: true; terms: readonly string[] } | { ok: false; why: string };

/** A phrase in quotes, straight or curled, which may lack its end; or a word. */
const TERM = /["“”]([^"“”]*)["“”]?|[^\s"“”]+/gu;

const ASCII = /^[\0-\x7f]*$/;
/**
 * Accents of Latin, Greek and Cyrillic letters, and invisible characters. Marks of other scripts are letters of theirs, and stay.
 */
const UNCOMPARED = /[\u0300-\u036f\p{Default_Ignorable_Code_Point}]/gu;
/** Phones write others than keyboards. */
const APOSTROPHES = /[‘’]/g;
/** White space that isn't one space. Each run is matched as a whole, so the time grows with the length of the text alone. */
const UNEVEN_SPACE = /[^\S ]\s*| \s+/g;

/**
 * Text as it is compared: without regard to case, to compatibility forms such as full-width letters, to Latin, Greek and
 * Cyrillic accents, to invisible characters, to the form of apostrophes, and to how much white space there is.
 */
export function foldText(text: string): string {
  // Nearly all text is ASCII, or of a script without any of this; both are much quicker than the general case.
  if (ASCII.test(text)) return text.toLowerCase().replace(UNEVEN_SPACE, ' ');
  const plain = boundMarks(text).normalize('NFKD').replace(UNCOMPARED, '').replace(APOSTROPHES, "'").normalize('NFC');
  // By way of capitals, since some letters share one: ß is SS, and ς is σ.
  return plain.toUpperCase().toLowerCase().replaceAll('ς', 'σ').replace(UNEVEN_SPACE, ' ');
}

/** Reads what somebody looks for: words, which may be parts of words, and phrases in quotes. All have to occur. */
export function parseQuery(raw: string): Query {
  const text = cleanText(raw);
  if (codePoints(text) > SEARCH_CHARS) return { ok: false, why: `at most ${SEARCH_CHARS} characters` };
  const terms = new Set<string>();
  for (const [word, phrase] of text.matchAll(TERM)) {
    const term = foldText(phrase ?? word).trim();
    if (term !== '') terms.add(term);
  }
  if (terms.size === 0) return { ok: false, why: 'something to look for: a word, or a "phrase"' };
  if (terms.size > SEARCH_TERMS) return { ok: false, why: `at most ${SEARCH_TERMS} words and phrases` };
  if ([...terms].some((term) => term.length > TERM_UNITS))
    return { ok: false, why: `words and phrases of at most ${TERM_UNITS} UTF-16 code units each` };
  return { ok: true, terms: [...terms] };
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
  const folding = ASCII.test(text)
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
  log: EventLog,
  terms: readonly string[],
  before: number = log.head + 1,
  effort = new Effort(SEARCH_STEPS),
): { events: LoggedEvent[]; before: number } {
  const { floor } = log;
  const top = Math.min(before, log.head + 1);
  const last = Math.max(floor, top - SEARCH_SCAN);
  const events: LoggedEvent[] = [];
  const answer = new Answer();
  for (const { seq, data } of log.texts(last, top)) {
    const event = matches(data, terms, effort) ? log.get(seq) : undefined;
    if (event && !answer.takes(itemBytes(event))) return { events, before: seq + 1 };
    if (event) events.push(event);
    if (events.length === SEARCH_LIMIT || effort.isOver) return { events, before: seq > floor ? seq : 0 };
  }
  return { events, before: last > floor ? last : 0 };
}
