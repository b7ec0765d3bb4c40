/**
 * Parses a search query. The room uses it to find messages and the page to highlight the matches, so that both read a
 * query the same way.
 */

import { foldText } from './fold.ts';
import { cleanText } from './text.ts';

/** A phrase in straight or curly quotes, whose closing quote may be missing, or a word. */
const TERM = /["“”]([^"“”]*)["“”]?|[^\s"“”]+/gu;

/**
 * The terms of a search query: words, which match parts of words too, and quoted phrases. Each is folded, and
 * duplicates are dropped.
 */
export function searchTerms(query: string): string[] {
  const terms = [...cleanText(query).matchAll(TERM)].map(([word, phrase]) => foldText(phrase ?? word).trim());
  return [...new Set(terms)].filter((term) => term !== '');
}

/** Characters with which an emoji can begin or end, including the digits of keycaps. */
const BEGINS_EMOJI = /^\p{Emoji}/u;
const ENDS_EMOJI = /\p{Emoji}$/u;
/** Characters that continue an emoji: skin tones, the keycap mark, tag characters of flags, joiners. */
const GOES_ON = /[\p{EMod}\u{e0020}-\u{e007f}]|\u20e3|\u200d/uy;

/**
 * Yields the places of a folded term in a folded text. The value passed to `next` is where to continue. An emoji counts
 * as one character and never matches inside another: 👍 is not found in 👍🏽, nor 🇪🇸 in 🇩🇪🇸🇪. Linear in the length of the
 * text.
 */
export function* placesOf(text: string, term: string): Generator<number, void, number> {
  const [begins, ends] = [BEGINS_EMOJI.test(term), ENDS_EMOJI.test(term)];
  const halves = begins || ends ? secondHalves(text) : new Set();
  for (let at = text.indexOf(term); at >= 0; ) {
    const end = at + term.length;
    const isTorn =
      (begins && (text[at - 1] === '\u200d' || goesOn(text, at) || halves.has(at))) ||
      (ends && (goesOn(text, end) || halves.has(end)));
    at = text.indexOf(term, isTorn ? at + 1 : yield at);
  }
}

/** Whether the character at `at` continues the emoji before it. */
function goesOn(text: string, at: number): boolean {
  GOES_ON.lastIndex = at;
  return at > 0 && GOES_ON.test(text);
}

/** The positions of the second letter of each flag. */
function secondHalves(text: string): Set<number> {
  const places = new Set<number>();
  for (const { 0: pair, index } of text.matchAll(/\p{RI}{2}/gu)) places.add(index + pair.length / 2);
  return places;
}
