/** Finding messages by their text: what a query asks for, and one bounded look through the log, newest first. */

import { SEARCH_BYTES, SEARCH_CHARS, SEARCH_LIMIT, SEARCH_SCAN, SEARCH_TERMS } from '../protocol/limits.ts';
import { cleanText, codePoints } from '../protocol/text.ts';
import { Answer, itemBytes } from './answer.ts';
import type { EventLog, LoggedEvent } from './log.ts';

/** What all has to occur in a message: words and phrases, folded. */
export type Query = { ok: true; terms: readonly string[] } | { ok: false; why: string };

/** Events looked through at once: what was asked for may be among the first of them. */
const SLICE = 1_000;

/** A phrase in quotes, straight or curled, which may lack its end; or a word. */
const TERM = /["“”]([^"“”]*)["“”]?|[^\s"“”]+/gu;

const ASCII = /^[\0-\x7f]*$/;
/** Accents of Latin, Greek and Cyrillic letters. Marks of other scripts are letters of theirs, and stay. */
const ACCENTS = /[\u0300-\u036f]/g;
/** Phones write others than keyboards. */
const APOSTROPHES = /[‘’]/g;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Text as it is compared: without regard to case, to compatibility forms such as full-width letters, to Latin, Greek and
 * Cyrillic accents, to invisible characters, to the form of apostrophes, and to how much white space there is.
 */
export function foldText(text: string): string {
  // Nearly all text is ASCII, or of a script without any of this; both are much quicker than the general case.
  if (ASCII.test(text)) return text.toLowerCase().replace(/\s+/g, ' ');
  const plain = text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, "'")
    .normalize('NFC');
  // By way of capitals, since some letters share one: ß is SS, and ς is σ.
  return plain.toUpperCase().toLowerCase().replaceAll('ς', 'σ').replace(/\s+/g, ' ');
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
  return { ok: true, terms: [...terms] };
}

/** Whether all of it occurs in the text of a message. */
export function matches(text: string, terms: readonly string[]): boolean {
  const folded = foldText(text);
  return terms.every((term) => folded.includes(term));
}

/**
 * Messages in which all `terms` occur, with seq < `before`, newest first, by their present text. The work is bounded by the number
 * of events and of bytes looked through, and the answer has an end, so there may be fewer than SEARCH_LIMIT, or none, although there are
 * more beyond.
 * @param before absent: from the newest
 * @returns and where to go on from, 0 if nothing older is stored
 */
export function search(
  log: EventLog,
  terms: readonly string[],
  before: number = log.head + 1,
): { events: LoggedEvent[]; before: number } {
  const { floor } = log;
  // Only to leave out what can't be it, for which the first few do.
  const words = [...new Set(terms.flatMap((term) => term.split(' ')))].slice(0, SEARCH_TERMS);
  const events: LoggedEvent[] = [];
  const answer = new Answer();
  let at = Math.min(before, log.head + 1);
  const last = Math.max(floor, at - SEARCH_SCAN);
  for (let bytes = 0; at > last && bytes < SEARCH_BYTES; ) {
    const from = Math.max(last, at - SLICE);
    const slice = log.candidates(from, at, words);
    bytes += slice.bytes;
    for (const event of slice.events) {
      if (event.state?.gone || !matches(event.data, terms)) continue;
      if (!answer.takes(itemBytes(event))) return { events, before: event.seq + 1 };
      events.push(event);
      if (events.length === SEARCH_LIMIT) return { events, before: event.seq > floor ? event.seq : 0 };
    }
    at = from;
  }
  return { events, before: at > floor ? at : 0 };
}
