/**
 * Where stars and underscores may begin or end emphasis, by the characters on either side of them. Stricter than CommonMark:
 * what people write without a thought of markup (sums, globs, pointers, faces) must keep its characters. Pure.
 */

/** A variation selector and a keycap belong to an emoji. */
export const EMOJI = '\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{Regional_Indicator}\\ufe0f\\u20e3';
const WORD = /[\p{L}\p{N}[\p{M}--[\ufe0f\u20e3]]]/v;
/** Letters without capitals: of scripts that put no blanks between words, or add particles to them. */
const CASELESS = /[\p{Lo}\p{Lm}[\p{M}--\p{Script=Inherited}]]/v;

/** What stands around emphasis by one star, or by underscores; and its own first and last character. */
const BEFORE = new RegExp(`[\\s\\(\\[\\{"'[\\p{P}--\\p{ASCII}]${EMOJI}]`, 'v');
const AFTER = new RegExp(`[\\s\\)\\]\\}"'.,:;!?[\\p{P}--\\p{ASCII}]${EMOJI}]`, 'v');
const FIRST = new RegExp(`[\\p{Ps}\\p{Pi}\\p{Pf}\\p{Sc}"'\`@#¿¡${EMOJI}]`, 'v');
const LAST = new RegExp(`[\\p{Pe}\\p{Pi}\\p{Pf}\\p{Sc}\\p{Terminal_Punctuation}"'\`…%°+#${EMOJI}]`, 'v');
/** Punctuation of a sentence and quotes say nothing of emphasis where more punctuation follows inside: "*", .*? */
const UNSURE = /["'.,:;!?]/;

/** The characters on the outer and on the inner side of the marks; a blank stands for the end of the text. */
export interface Sides {
  outer: string;
  inner: string;
}

/** Two stars and more are rarely anything else: they may stand within a word of a script that has no capitals. */
export function opens(mark: string, { outer, inner }: Sides): boolean {
  // gettext's _("…")
  if (mark === '_' && inner === '(') return false;
  if (mark !== '**') return hugs({ outer, inner }, BEFORE, FIRST);
  if (/[\s\/\\,;\p{Pe}]/v.test(inner)) return false;
  if (WORD.test(outer)) return CASELESS.test(outer) || CASELESS.test(inner);
  return WORD.test(inner) || (BEFORE.test(outer) && !UNSURE.test(outer));
}

/** `beyond` is the character behind the outer one. */
export function closes(mark: string, { outer, inner }: Sides, beyond: string): boolean {
  // *.test.ts, __init__.py
  if (outer === '.' && WORD.test(beyond)) return false;
  if (mark !== '**') return hugs({ outer, inner }, AFTER, LAST);
  if (/[\s\/\\\p{Ps}]/v.test(inner)) return false;
  return !WORD.test(outer) || CASELESS.test(outer) || CASELESS.test(inner);
}

function hugs({ outer, inner }: Sides, around: RegExp, edge: RegExp): boolean {
  if (!around.test(outer)) return false;
  return WORD.test(inner) || (edge.test(inner) && !UNSURE.test(outer));
}
