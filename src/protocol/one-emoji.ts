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

function usualSpelling(text: string): string {
  return text.replace(SELECTORS, '').replace(TEXT_BY_DEFAULT, '$&\ufe0f');
}
