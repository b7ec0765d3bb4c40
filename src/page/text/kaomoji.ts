/** Faces in brackets whose stars, underscores and backticks are not markup: (´・ω・`), (*ﾟ▽ﾟ*), (_ω_). Pure. */

/**
 * A word in emphasis, which is not a face: (*see*), (*重点*), (*n*). The only single letters in faces are o, u, v and w.
 */
const WORD =
  '[A-NP-Za-np-tx-z][*_]|[^)）]{0,4}(?:\\p{sc=Latn}{3}|\\p{sc=Cyrl}{3}|\\p{sc=Grek}{3}|\\p{Lo}[\\p{Lo}\\p{M}])';
/** One backtick with an accent on the other side. Two backticks are code. */
const TICKED = '(?=[^)）]{0,20}´)[^()（）`\\n]{0,10}`[^()（）`\\n]{0,10}';
/** One mark on each side. Two marks are nearly always bold. */
const CHEEKS = `([*_])(?!\\1|${WORD})[^\\s()（）\`]{1,5}(?<!\\1)\\1`;

/**
 * Each attempt to match is short, wherever it begins. A face can't contain a pair of bars, which would be a spoiler.
 */
export const FACE = new RegExp(`[(（](?![^)）\\n]{0,21}\\|\\|)(?:${TICKED}|${CHEEKS})[)）]`, 'uy');

/** `text` with the backticks in its faces replaced by spaces, so that all positions stay the same. */
export function withoutFaces(text: string): string {
  return text.includes('´') ? text.replace(new RegExp(FACE.source, 'gu'), (face) => face.replace('`', ' ')) : text;
}
