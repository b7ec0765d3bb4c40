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

/** Whether `text` is one to three emoji, each as `oneEmoji` has it, with or without white space between them. */
export function isFewEmoji(text: string): boolean {
  return !WRITING.test(text) && /^(?:\p{RGI_Emoji}\s*){1,3}$/v.test(usualSpelling(text));
}

function usualSpelling(text: string): string {
  return text.replace(SELECTORS, '').replace(TEXT_BY_DEFAULT, '$&\ufe0f');
}
