/**
 * Where stars, underscores, and pairs of tildes or bars can open or close something, judged by the characters on both
 * sides. The rules are stricter than CommonMark's, because text that people write without thinking of markup (sums,
 * globs, pointers, faces) must keep its characters. Pure.
 */

/** The characters of emoji, including the variation selector and the keycap. */
export const EMOJI = '\\p{ExtPict}\\p{EMod}\\p{RI}\\ufe0f\\u20e3';
const WORD = /[\p{L}\p{N}[\p{M}--[\ufe0f\u20e3]]]/v;
/** Letters without capitals: of scripts that don't put spaces between words, or that attach particles to them. */
const CASELESS = /[\p{Lo}\p{Lm}[\p{M}--\p{sc=Zinh}]]/v;

/**
 * Characters that may stand around emphasis with one star or with underscores, and characters with which the emphasised
 * text may begin and end.
 */
const BEFORE = new RegExp(`[\\s\\(\\[\\{"'[\\p{P}--\\p{ASCII}]${EMOJI}]`, 'v');
const AFTER = new RegExp(`[\\s\\)\\]\\}"'.,:;!?[\\p{P}--\\p{ASCII}]${EMOJI}]`, 'v');
const FIRST = new RegExp(`[\\p{Ps}\\p{Pi}\\p{Pf}\\p{Sc}"'\`@#¿¡${EMOJI}]`, 'v');
const LAST = new RegExp(`[\\p{Pe}\\p{Pi}\\p{Pf}\\p{Sc}\\p{Term}"'\`…%°+#${EMOJI}]`, 'v');
/** Sentence punctuation and quotation marks don't indicate emphasis if more punctuation follows inside: "*", .*? */
const UNSURE = /["'.,:;!?]/;
/** The longest word that is considered. */
const WORD_CHARS = 40;

/** The characters outside and inside the marks. A space stands for the end of the text. */
export interface Sides {
  outer: string;
  inner: string;
  /** The character beyond `outer`. */
  beyond: string;
}

/**
 * How firmly marks open or close emphasis. Loose marks stand within a word. Two loose marks are usually a sum or a mask
 * (`a**b**c`, `f**k`), so a loose mark needs a firm one on the other side.
 */
export type Hold = 0 | typeof LOOSE | typeof FIRM;
const LOOSE = 1;
const FIRM = 2;

/** Two or more stars are rarely anything but markup. */
export function opens(mark: string, sides: Sides): Hold {
  const { outer, inner } = sides;
  // Of three bars, the first can only belong to a face (`:|`).
  if (mark === '||' && outer === '|' && !/[:;=]/.test(sides.beyond)) return 0;
  if (/[~|]/.test(mark)) return ofPair(mark, sides, BEFORE);
  // gettext's _("…")
  if (mark === '_' && inner === '(') return 0;
  if (mark !== '**') return ofOne(mark, sides, BEFORE, FIRST, /\p{Pe}/u);
  if (/[\s\/\\,;\p{Pe}]/v.test(inner)) return 0;
  if (WORD.test(outer)) return ofTwo(sides);
  return WORD.test(inner) || (BEFORE.test(outer) && !UNSURE.test(outer)) ? FIRM : 0;
}

export function closes(mark: string, sides: Sides): Hold {
  const { outer, inner, beyond } = sides;
  if (/[~|]/.test(mark)) return ofPair(mark, sides, AFTER);
  // File names such as *.test.ts and __init__.py.
  if (outer === '.' && WORD.test(beyond)) return 0;
  if (mark !== '**') return ofOne(mark, sides, AFTER, LAST, /\p{Ps}/u);
  if (/[\s\/\\\p{Ps}]/v.test(inner)) return 0;
  return WORD.test(outer) ? ofTwo(sides) : FIRM;
}

/** Whether an opening and a closing mark are a pair around `text` from `from` to `to`. */
export function pairs(mark: string, begin: Hold, end: Hold, text: string, from: number, to: number): boolean {
  // Tildes that only draw out a word come after it: 好~~我来~~
  if (mark === '~~') return begin >= end;
  const holds = begin + end;
  if (holds !== FIRM + LOOSE) return holds > FIRM + LOOSE;
  // A firm and a loose `**` are a pair only within one word, unlike in `**args and x**y`. For a spoiler, hiding too
  // much is better than hiding too little.
  return mark === '*' || mark === '||' || (to - from < WORD_CHARS && !/\s/.test(text.slice(from, to)));
}

/**
 * Tildes and bars. They aren't marks beside a space on the inside, as in `a || b`. In a face (~~>_<~~), tildes aren't
 * marks, but bars hide faces. Both are loose if the character outside is a letter or a symbol, as in `a||b||c`, or a
 * quotation mark that belongs to another word, as in `'%'||name||'%'`.
 */
function ofPair(mark: string, { outer, inner, beyond }: Sides, around: RegExp): Hold {
  if (mark.length < 2 || (mark === '||' ? /\s/ : /[\s<>^]/).test(inner)) return 0;
  if (mark === '||' && CASELESS.test(outer)) return FIRM;
  return around.test(outer) && (!/["']/.test(outer) || !/[^\s.,:;!?()]/.test(beyond)) ? FIRM : LOOSE;
}

/**
 * One star, or underscores. A bracket outside that faces away is part of a formula, as in （长+宽）*高, so the star is
 * loose.
 */
function ofOne(mark: string, sides: Sides, around: RegExp, edge: RegExp, away: RegExp): Hold {
  const { outer, inner } = sides;
  if (!WORD.test(inner) && (!edge.test(inner) || UNSURE.test(outer))) return 0;
  const isStar = mark === '*';
  if (around.test(outer)) return isStar && away.test(outer) ? LOOSE : FIRM;
  return isStar && WORD.test(outer) && isCaseless(sides) ? LOOSE : 0;
}

/** Two stars within a word. */
function ofTwo(sides: Sides): Hold {
  if (isCaseless(sides)) return FIRM;
  return /\p{L}/u.test(sides.outer) && WORD.test(sides.inner) ? LOOSE : 0;
}

function isCaseless({ outer, inner }: Sides): boolean {
  return CASELESS.test(outer) || CASELESS.test(inner);
}
