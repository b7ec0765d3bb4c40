/** Where a text may call somebody: at which signs, and not behind which words. Who is called is found later (mentions.ts). Pure. */

import { inScripts } from './scripts.ts';

/** Keyboards for Chinese and Japanese write the wide one. */
export const AT = /[@＠]/g;

/** Whether `text` may call anybody. Nearly none does. */
export function hasAt(text: string): boolean {
  return text.search(AT) >= 0;
}

/** Scripts that part no words by spaces, and Hangul, which ties particles to names: there whatever follows may be another word. */
export const UNPARTED = `[${inScripts('Han Hira Kana Bopo Yiii Hang Thai Laoo Khmr Mymr Tibt Lana Talu Tavt')}]`;

/**
 * What keeps an @ from calling where it stands before it: a word, as in a mail address, where words are parted by spaces; a backslash.
 * In Hebrew and Arabic "to" and "and" are tied to what follows them.
 */
const TIED = `[[\\p{L}\\p{N}\\p{M}\\\\]--${UNPARTED}--[\\p{scx=Arab}\\p{scx=Hebr}]]`;
/** A mail address may end in one of these signs. Behind a slash the @ is part of a path. */
export const NO_CALL = `(?:${TIED}[_.%+\\-]?|(?:[_.%+\\-]|${TIED})/)`;
const ENDS_IN_NO_CALL = new RegExp(`${NO_CALL}$`, 'v');

/** Whether nothing that stands right behind `text` is called. */
export function endsInWord(text: string): boolean {
  return ENDS_IN_NO_CALL.test(text.slice(-3));
}
