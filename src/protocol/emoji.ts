/**
 * One canonical spelling for each emoji, shared by client and room, so that two spellings of a reaction count as one.
 */

const SELECTORS = /[\ufe0e\ufe0f]/g;
/** Emoji that are drawn as text by default. A skin tone after a character makes it an emoji. */
const TEXT_BY_DEFAULT = /(?!\p{EPres})\p{Emoji}(?!\p{EMod})/gu;

/**
 * The emoji that `text` consists of, in the form that Unicode recommends: a variation selector after each part that
 * would be drawn as text, and nowhere else (UTS #51, "fully-qualified"). Keyboards and pages omit selectors or add
 * superfluous ones.
 * @returns `undefined` if `text` is anything but exactly one emoji
 */
export function oneEmoji(text: string): string | undefined {
  const usual = usualSpelling(text);
  // A literal inside the function, because compiling the table of all emoji takes a phone a whole frame.
  return /^\p{RGI_Emoji}$/v.test(usual) ? usual : undefined;
}

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

function usualSpelling(text: string): string {
  return text.replace(SELECTORS, '').replace(TEXT_BY_DEFAULT, '$&\ufe0f');
}
