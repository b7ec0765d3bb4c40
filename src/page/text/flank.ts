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
const LETTER = /\p{L}/u;
/** Brackets of a sum stand around marks as words do: （长+宽）*高 */
const OPENING = /\p{Ps}/u;
const CLOSING = /\p{Pe}/u;
const WORD_CHARS = 40;

/** The characters on the outer and on the inner side of the marks; a blank stands for the end of the text. */
export interface Sides {
  outer: string;
  inner: string;
}

/**
 * How firmly marks begin or end emphasis: `loose` ones stand within a word. Two of them are sums and masks (`a**b**c`, `f**k`), so
 * they need a firm one on the other side.
 */
export type Hold = 'firm' | 'loose' | undefined;

/** Two stars and more are rarely anything else: within a word they are firm in a script that has no capitals. */
export function opens(mark: string, sides: Sides): Hold {
  const { outer, inner } = sides;
  // gettext's _("…")
  if (mark === '_' && inner === '(') return undefined;
  if (mark !== '**') {
    if (hugs(sides, BEFORE, FIRST)) return mark === '*' && CLOSING.test(outer) ? 'loose' : 'firm';
    return mark === '*' && isTied(sides, FIRST) ? 'loose' : undefined;
  }
  if (/[\s\/\\,;\p{Pe}]/v.test(inner)) return undefined;
  if (WORD.test(outer)) return within(sides, LETTER.test(outer) && LETTER.test(inner));
  return WORD.test(inner) || (BEFORE.test(outer) && !UNSURE.test(outer)) ? 'firm' : undefined;
}

/** `beyond` is the character behind the outer one. */
export function closes(mark: string, sides: Sides, beyond: string): Hold {
  const { outer, inner } = sides;
  // *.test.ts, __init__.py
  if (outer === '.' && WORD.test(beyond)) return undefined;
  if (mark !== '**') {
    if (hugs(sides, AFTER, LAST)) return mark === '*' && OPENING.test(outer) ? 'loose' : 'firm';
    return mark === '*' && isTied(sides, LAST) ? 'loose' : undefined;
  }
  if (/[\s\/\\\p{Ps}]/v.test(inner)) return undefined;
  return WORD.test(outer) ? within(sides, LETTER.test(outer) && WORD.test(inner)) : 'firm';
}

/** Whether marks that begin emphasis and marks that end it are a pair; what stands between them is `text`, from `from` to `to`. */
export function pairs(mark: string, holds: readonly [Hold, Hold], text: string, from: number, to: number): boolean {
  if (!holds.includes('loose')) return true;
  // Of letters with capitals only what is within one word: not `**args and x**y`.
  return holds.includes('firm') && (mark === '*' || (to - from < WORD_CHARS && !/\s/.test(text.slice(from, to))));
}

/** Two stars within a word. */
function within({ outer, inner }: Sides, isLoose: boolean): Hold {
  if (CASELESS.test(outer) || CASELESS.test(inner)) return 'firm';
  return isLoose ? 'loose' : undefined;
}

/** One star within what is a word only for lack of blanks. */
function isTied({ outer, inner }: Sides, edge: RegExp): boolean {
  return WORD.test(outer) && (WORD.test(inner) || edge.test(inner)) && (CASELESS.test(outer) || CASELESS.test(inner));
}

function hugs({ outer, inner }: Sides, around: RegExp, edge: RegExp): boolean {
  if (!around.test(outer)) return false;
  return WORD.test(inner) || (edge.test(inner) && !UNSURE.test(outer));
}
