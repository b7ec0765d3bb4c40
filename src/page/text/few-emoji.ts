/** Recognises messages that are nothing but a few emoji. */

const SELECTORS = /[\ufe0e\ufe0f]/g;
/** Symbols that count as text unless a variation selector makes them emoji. */
const WRITING = /[©®™](?!\ufe0f)/u;

/** One to three flags, keycaps or pictographs (with their skin tones, tags and joined parts), without variation selectors. */
const FEW =
  /^\s*(?:(?:\p{RI}{2}|[\d#*]\u20e3|[\p{Emoji}--[\d#*\p{RI}]](?:[\p{EMod}\u{e0020}-\u{e007f}]|\u200d\p{Emoji})*)\s*){1,3}$/v;

/**
 * Whether `text` is one to three emoji in any spelling, with or without white space. It tests their structure rather
 * than the table of all emoji, because compiling that table takes a phone as long as drawing the first messages, and
 * because the table lacks emoji that are newer than the browser.
 */
export function isFewEmoji(text: string): boolean {
  return !WRITING.test(text) && FEW.test(text.replace(SELECTORS, ''));
}
