/** Characters that could break out of a row, made harmless for showing. What is stored stays as it was sent. */

/** Real writing systems need up to four or five; a tower of them covers the rows above and below. */
const STACKED = /(\p{M}{8})\p{M}+/gu;

/** `text` with at most 8 combining marks on one base character. */
export function limitMarks(text: string): string {
  return text.replace(STACKED, '$1');
}
