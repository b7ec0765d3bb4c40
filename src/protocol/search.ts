/** What a search looks for: one reading for finding it in the room and for marking on the page what was found. */

import { foldText } from './fold.ts';
import { cleanText } from './text.ts';

/** A phrase in quotes, straight or curled, which may lack its end; or a word. */
const TERM = /["“”]([^"“”]*)["“”]?|[^\s"“”]+/gu;

/** What somebody looks for: words, which may be parts of words, and phrases in quotes; each folded, and each once. */
export function searchTerms(query: string): string[] {
  const terms = [...cleanText(query).matchAll(TERM)].map(([word, phrase]) => foldText(phrase ?? word).trim());
  return [...new Set(terms)].filter((term) => term !== '');
}

/** What an emoji begins or ends with, digits of keycaps among it. */
const BEGINS_EMOJI = /^\p{Emoji}/u;
const ENDS_EMOJI = /\p{Emoji}$/u;
/** What goes on with an emoji: a skin tone, a keycap, the letters of a flag, a joiner. */
const GOES_ON = /[\p{EMod}\u{e0020}-\u{e007f}]|\u20e3|\u200d/uy;

/**
 * The places of a folded term in a folded text, each from where the last was asked to end. An emoji is one character: no part of
 * it is found in another, neither 👍 in 👍🏽 nor 🇪🇸 in 🇩🇪🇸🇪. Linear in the length of the text.
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

/** Whether what stands at `at` goes on with an emoji before it. */
function goesOn(text: string, at: number): boolean {
  GOES_ON.lastIndex = at;
  return at > 0 && GOES_ON.test(text);
}

/** Where the second of the two letters of a flag stands. */
function secondHalves(text: string): Set<number> {
  const places = new Set<number>();
  for (const { 0: pair, index } of text.matchAll(/\p{RI}{2}/gu)) places.add(index + pair.length / 2);
  return places;
}
