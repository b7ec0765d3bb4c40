/** Emoji: one spelling each, the same on both sides, so that two ways to write one reaction make one. */

const SELECTORS = /[\ufe0e\ufe0f]/g;
/** What would be drawn as text. A skin tone makes an emoji of what it follows. */
const TEXT_BY_DEFAULT = /(?!\p{EPres})\p{Emoji}(?!\p{EMod})/gu;

/**
 * The one emoji that `text` is, as Unicode recommends to write it: with a variation selector behind each part that would be
 * drawn as text, and nowhere else (UTS #51, "fully-qualified"). Keyboards and pages leave selectors out, or add some.
 * @returns `undefined` if it is anything else
 */
export function oneEmoji(text: string): string | undefined {
  const usual = usualSpelling(text);
  // Here, and not above: the table of all emoji takes a phone a frame to make.
  return /^\p{RGI_Emoji}$/v.test(usual) ? usual : undefined;
}

/** Signs of writing, unless a selector makes emoji of them. */
const WRITING = /[©®™](?!\ufe0f)/u;

/** One to three of these, without selectors: a flag, a keycap, or a picture with its skin tone, its tags and what is joined to it. */
const FEW =
  /^\s*(?:(?:\p{RI}{2}|[\d#*]\u20e3|[\p{Emoji}--[\d#*\p{RI}]](?:[\p{EMod}\u{e0020}-\u{e007f}]|\u200d\p{Emoji})*)\s*){1,3}$/v;

/**
 * Whether `text` is one to three emoji, in any spelling, and nothing else but white space. It goes by their form: to make the table of all
 * emoji takes a phone as long as to draw the first messages, and emoji that are newer than the browser aren't in it.
 */
export function isFewEmoji(text: string): boolean {
  return !WRITING.test(text) && FEW.test(text.replace(SELECTORS, ''));
}

function usualSpelling(text: string): string {
  return text.replace(SELECTORS, '').replace(TEXT_BY_DEFAULT, '$&\ufe0f');
}
