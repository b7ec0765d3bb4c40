/** Faces in brackets whose marks and backticks are cheeks and hands: (´・ω・`), (*ﾟ▽ﾟ*), (_ω_). Pure. */

/** What no face is made of, but a word in emphasis: (*see*), (*重点*), (*n*). Of single letters faces are o, u, v and w. */
const WORD =
  '[A-NP-Za-np-tx-z][*_]|[^)）]{0,4}(?:\\p{sc=Latn}{3}|\\p{sc=Cyrl}{3}|\\p{sc=Grek}{3}|\\p{Lo}[\\p{Lo}\\p{M}])';
/** One backtick, and an accent on the other side. Two are code. */
const TICKED = '(?=[^)）]{0,20}´)[^()（）`\\n]{0,10}`[^()（）`\\n]{0,10}';
/** One mark on either side. Two are hardly anything else than bold. */
const CHEEKS = `([*_])(?!\\1|${WORD})[^\\s()（）\`]{1,5}(?<!\\1)\\1`;

/** Each look is short, wherever it begins. */
export const FACE = new RegExp(`[(（](?:${TICKED}|${CHEEKS})[)）]`, 'uy');

/** `text` with something else in place of the backticks in its faces, of the same length. */
export function withoutFaces(text: string): string {
  return text.includes('´') ? text.replace(new RegExp(FACE.source, 'gu'), (face) => face.replace('`', ' ')) : text;
}
