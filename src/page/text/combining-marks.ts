/** Characters that could break out of a row, made harmless for showing. What is stored stays as it was sent. */

/** Real writing systems need up to four or five. How far a tower of them reaches is up to message-text.css: never out of its message. */
const STACKED = /(\p{M}{8})\p{M}+/gu;

/** `text` with at most 8 combining marks on one base character. */
export function limitMarks(text: string): string {
  return text.replace(STACKED, '$1');
}
