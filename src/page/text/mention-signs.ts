/**
 * Where a text may mention somebody: which characters begin a mention, and which words before them rule one out. The
 * name is looked up later (mentions.ts). Pure.
 */

import { inScripts } from './scripts.ts';

/** Chinese and Japanese keyboards type the full-width form. */
export const AT = /[@＠]/g;

/** Whether `text` may contain a mention. Hardly any text does. */
export function hasAt(text: string): boolean {
  return text.search(AT) >= 0;
}

/**
 * Scripts that don't separate words by spaces, and Hangul, which attaches particles to names. In these scripts anything
 * after a name may be another word.
 */
export const UNPARTED = `[${inScripts('Han Hira Kana Bopo Yiii Hang Thai Laoo Khmr Mymr Tibt Lana Talu Tavt')}]`;

/**
 * Characters that rule out a mention if the @ follows them: a backslash, or a word in a script that separates words by
 * spaces, as in an email address. Hebrew and Arabic are exempt because they attach "to" and "and" to the next word.
 */
const TIED = `[[\\p{L}\\p{N}\\p{M}\\\\]--${UNPARTED}--[\\p{scx=Arab}\\p{scx=Hebr}]]`;
/**
 * The part of an email address before the @ may end in one of these characters. After a slash the @ is part of a path.
 */
export const NO_CALL = `(?:${TIED}[_.%+\\-]?|(?:[_.%+\\-]|${TIED})/)`;
const ENDS_IN_NO_CALL = new RegExp(`${NO_CALL}$`, 'v');

/** Whether `text` ends in a way that keeps an @ right after it from being a mention. */
export function endsInWord(text: string): boolean {
  return ENDS_IN_NO_CALL.test(text.slice(-3));
}
