/** The stretch of a message that a search is about, and what in it was found. Pure, and linear in the length of the text. */

import { boundMarks } from '../../protocol/text.ts';

/** Enough for three lines. */
const SHOWN_CHARS = 200;
/** Kept in front of what was found. */
const BEFORE_CHARS = 40;

/** A phrase in quotes, straight or curled, or a word: as the room reads them. */
const TERM = /["“”]([^"“”]*)["“”]?|[^\s"“”]+/gu;
const SPACE = /\s/;
/** The later parts of a Korean syllable. */
const LATER_JAMO = /[\u1160-\u11ff]/;

/** A text in which words are looked for without regard to case, accents, and how much white space there is. */
interface Folded {
  /** Decomposed, and otherwise as it was. */
  source: string;
  /** As it is compared. */
  plain: string;
  /** Where in `source` each code unit of `plain` stands, and at the end its length. */
  at: readonly number[];
}

/** A stretch of the source. */
interface Hit {
  from: number;
  to: number;
}

function fold(text: string): Folded {
  const source = boundMarks(text).normalize('NFD');
  // Decomposed letters have small ones of the same length.
  const small = source.toLowerCase().replaceAll('ς', 'σ');
  const at: number[] = [];
  let plain = '';
  let wasSpace = false;
  for (let index = 0; index < small.length; index++) {
    const unit = small.charAt(index);
    const isSpace = unit === ' ' || (!isPlainAscii(unit) && SPACE.test(unit));
    if ((isSpace && wasSpace) || (unit >= '\u0300' && unit <= '\u036f')) continue;
    plain += isSpace ? ' ' : unit;
    at.push(index);
    wasSpace = isSpace;
  }
  at.push(source.length);
  return { source, plain, at };
}

/** Most characters by far: told without a pattern. */
function isPlainAscii(unit: string): boolean {
  return unit > ' ' && unit <= '~';
}

function termsOf(query: string): string[] {
  const terms = [...query.matchAll(TERM)].map(([word, phrase]) => fold(phrase ?? word).plain.trim());
  return [...new Set(terms)].filter(Boolean);
}

/** What of a text was looked for, from the first to the last. Each term is looked for from where its last place was: one pass a term. */
function* hitsIn({ plain, at }: Folded, query: string): Generator<Hit> {
  const places = termsOf(query).map((term) => ({ term, next: -1 }));
  for (let done = 0; ; ) {
    let first: { term: string; next: number } | undefined;
    for (const place of places) {
      if (place.next < done) place.next = placeOf(plain, place.term, done);
      if (!first || place.next < first.next) first = place;
    }
    if (!first || first.next === Number.POSITIVE_INFINITY) return;
    done = first.next + first.term.length;
    yield { from: at[first.next] ?? 0, to: at[done] ?? 0 };
  }
}

/** Where `term` stands next; infinitely far away if it doesn't. A syllable of Korean goes on with its next part. */
function placeOf(plain: string, term: string, from: number): number {
  for (let at = plain.indexOf(term, from); at !== -1; at = plain.indexOf(term, at + 1))
    if (!LATER_JAMO.test(plain.charAt(at + term.length))) return at;
  return Number.POSITIVE_INFINITY;
}

/** The part of `text` around the first thing that was found, in one line. */
export function snippet(text: string, query: string): string {
  const folded = fold(text.replace(/\s+/g, ' '));
  const { source } = folded;
  const at = hitsIn(folded, query).next().value?.from ?? 0;
  const from = at > BEFORE_CHARS ? at - BEFORE_CHARS : 0;
  const cut = source
    .slice(from, from + SHOWN_CHARS)
    .normalize('NFC')
    .toWellFormed();
  return `${from > 0 ? '…' : ''}${cut}${from + SHOWN_CHARS < source.length ? '…' : ''}`;
}

/** `text` in stretches: what was found, and what stands between. */
export function marked(text: string, query: string): { text: string; hit: boolean }[] {
  const folded = fold(text);
  const stretches: { text: string; hit: boolean }[] = [];
  let end = 0;
  const put = (to: number, hit: boolean): void => {
    if (to > end) stretches.push({ text: folded.source.slice(end, to).normalize('NFC'), hit });
    end = to;
  };
  for (const { from, to } of hitsIn(folded, query)) {
    put(from, false);
    put(to, true);
  }
  put(folded.source.length, false);
  return stretches;
}
