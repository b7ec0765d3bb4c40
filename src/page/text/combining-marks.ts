/** Limits combining marks, which could otherwise reach into other rows. The stored text stays as it was sent. */

/** Real writing systems need up to four or five. message-text.css keeps tall stacks of marks within their message. */
const STACKED = /(\p{M}{8})\p{M}+/gu;

/** `text` with at most 8 combining marks on one base character. */
export function limitMarks(text: string): string {
  return text.replace(STACKED, '$1');
}
