/**
 * Where stars, underscores and pairs of tildes and bars may begin or end something, by the characters on either side of them. Stricter than CommonMark:
 * what people write without a thought of markup (sums, globs, pointers, faces) must keep its characters. Pure.
 */

/** A variation selector and a keycap belong to an emoji. */
export const EMOJI = '\\p{ExtPict}\\p{EMod}\\p{RI}\\ufe0f\\u20e3';
const WORD = /[\p{L}\p{N}[\p{M}--[\ufe0f\u20e3]]]/v;
/** Letters without capitals: of scripts that put no blanks between words, or add particles to them. */
const CASELESS = /[\p{Lo}\p{Lm}[\p{M}--\p{sc=Zinh}]]/v;

/** What stands around emphasis by one star, or by underscores; and its own first and last character. */
const BEFORE = new RegExp(`[\\s\\(\\[\\{"'[\\p{P}--\\p{ASCII}]${EMOJI}]`, 'v');
const AFTER = new RegExp(`[\\s\\)\\]\\}"'.,:;!?[\\p{P}--\\p{ASCII}]${EMOJI}]`, 'v');
const FIRST = new RegExp(`[\\p{Ps}\\p{Pi}\\p{Pf}\\p{Sc}"'\`@#¿¡${EMOJI}]`, 'v');
const LAST = new RegExp(`[\\p{Pe}\\p{Pi}\\p{Pf}\\p{Sc}\\p{Term}"'\`…%°+#${EMOJI}]`, 'v');
/** Punctuation of a sentence and quotes say nothing of emphasis where more punctuation follows inside: "*", .*? */
const UNSURE = /["'.,:;!?]/;
/** The longest word that is looked at. */
const WORD_CHARS = 40;

/** The characters on the outer and on the inner side of the marks; a blank stands for the end of the text. */
export interface Sides {
  outer: string;
  inner: string;
  /** The character beyond the outer one. */
  beyond: string;
}

/**
 * How firmly marks begin or end emphasis. Loose ones stand within a word: two of them are sums and masks (`a**b**c`, `f**k`), so
 * they need a firm one on the other side.
 */
export type Hold = 0 | typeof LOOSE | typeof FIRM;
const LOOSE = 1;
const FIRM = 2;

/** Two stars and more are rarely anything else than markup. */
export function opens(mark: string, sides: Sides): Hold {
  const { outer, inner } = sides;
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
  // *.test.ts, __init__.py
  if (outer === '.' && WORD.test(beyond)) return 0;
  if (mark !== '**') return ofOne(mark, sides, AFTER, LAST, /\p{Ps}/u);
  if (/[\s\/\\\p{Ps}]/v.test(inner)) return 0;
  return WORD.test(outer) ? ofTwo(sides) : FIRM;
}

/** Whether marks that begin something and marks that end it are a pair. Between them stands `text` from `from` to `to`. */
export function pairs(mark: string, begin: Hold, end: Hold, text: string, from: number, to: number): boolean {
  // Tildes that only draw out a word stand behind it: 好~~我来~~
  if (mark === '~~') return begin >= end;
  const holds = begin + end;
  if (holds !== FIRM + LOOSE) return holds > FIRM + LOOSE;
  // Of letters with capitals only what is within one word: not `**args and x**y`. To hide too much is better than too little.
  return mark === '*' || mark === '||' || (to - from < WORD_CHARS && !/\s/.test(text.slice(from, to)));
}

/**
 * Tildes and bars. Not beside a blank inside, as in `a || b`, nor in a face (~~>_<~~). Loose are those beside a word or a sign outside,
 * as in `a||b||c`, or a quote that belongs to another word, as in `'%'||name||'%'`.
 */
function ofPair(mark: string, { outer, inner, beyond }: Sides, around: RegExp): Hold {
  if (mark.length < 2 || /[\s<>^]/.test(inner)) return 0;
  if (mark === '||' && CASELESS.test(outer)) return FIRM;
  return around.test(outer) && (!/["']/.test(outer) || !/[^\s.,:;!?()]/.test(beyond)) ? FIRM : LOOSE;
}

/** Brackets on the outer side that are turned away stand around a sum, as words do: （长+宽）*高 */
function ofOne(mark: string, sides: Sides, around: RegExp, edge: RegExp, away: RegExp): Hold {
  const { outer, inner } = sides;
  if (!WORD.test(inner) && (!edge.test(inner) || UNSURE.test(outer))) return 0;
  const isStar = mark === '*';
  if (around.test(outer)) return isStar && away.test(outer) ? LOOSE : FIRM;
  return isStar && WORD.test(outer) && isCaseless(sides) ? LOOSE : 0;
}

/** Within a word. */
function ofTwo(sides: Sides): Hold {
  if (isCaseless(sides)) return FIRM;
  return /\p{L}/u.test(sides.outer) && WORD.test(sides.inner) ? LOOSE : 0;
}

function isCaseless({ outer, inner }: Sides): boolean {
  return CASELESS.test(outer) || CASELESS.test(inner);
}
